"""Tables of mounts as kernels write them, as published."""

# proc_pid_mountinfo(5); the test data of moby/sys/mountinfo (Fedora 20 and a CIFS share);
# util-linux's tests.
MAN_PAGE = "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
FEDORA = r"""15 35 0:3 / /proc rw,nosuid,nodev,noexec,relatime shared:5 - proc proc rw
22 35 0:17 / /run rw,nosuid,nodev shared:21 - tmpfs tmpfs rw,seclabel,mode=755
35 1 253:2 / / rw,relatime shared:1 - ext4 /dev/mapper/ssd-root--f20 rw,seclabel,data=ordered
38 35 0:31 / /tmp rw shared:24 - tmpfs tmpfs rw,seclabel
45 35 8:17 / /boot rw,relatime shared:30 - ext4 /dev/sdb1 rw,seclabel,data=ordered
46 35 253:4 / /home rw,relatime shared:31 - ext4 /dev/mapper/ssd-home rw,seclabel,data=ordered
""" + "\n".join(
    (
        "121 22 0:36 / /run/user/1000/gvfs rw,nosuid,nodev,relatime shared:104"
        " - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000",
        r"31 21 0:23 / /DATA/foo_bla_bla rw,relatime"
        r" - cifs //foo/BLA\040BLA\040BLA/ rw,sec=ntlm,cache=loose,nounix",
        r"""101 35 8:33 / /run/media/user/USB\040KEY rw,nosuid,nodev - vfat /dev/sdc1 rw,fmask=0022
102 35 8:34 / /run/media/user/USB ro,nosuid,nodev - exfat /dev/sdd1 ro
103 35 0:50 /@home /srv rw,noatime - btrfs /dev/mapper/luks-persist rw,subvol=/@home
104 35 0:51 / /mnt/c rw,noatime - 9p drvfs rw,aname=drvfs;path=C:\\;uid=1000
105 35 0:52 / /home/eve/far rw,relatime - fuse.sshfs eve@host: rw
106 35 0:53 / /home/eve rw,relatime - ecryptfs /home/.ecryptfs/eve/.Private rw,ecryptfs_cipher=aes
107 35 0:54 / /tank rw,noatime - zfs rpool/USERDATA/eve rw,xattr
108 35 0:55 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/b
broken line
""",
    )
)
