import tomllib

import pytest

from coalition_cli.catalog.toml_lines import locate

# The example at the top of the TOML 1.0.0 specification (toml.io/en/v1.0.0, MIT licence), and its
# further examples
# of strings, dotted keys, inline tables, nested arrays and arrays of tables.
SPECIFICATION = """\
# This is a TOML document

title = "TOML Example"

[owner]
name = "Tom Preston-Werner"
dob = 1979-05-27T07:32:00-08:00

[database]
enabled = true
ports = [ 8000, 8001, 8002 ]
data = [ ["delta", "phi"], [3.14] ]
temp_targets = { cpu = 79.5, case = 72.0 }

[servers]

[servers.alpha]
ip = "10.0.0.1"
role = "frontend"

[servers.beta]
ip = "10.0.0.2"
role = "backend"
"""
FRUITS = """\
[[fruits]]
name = "apple"

[fruits.physical]  # subtable
color = "red"
shape = "round"

[[fruits.varieties]]  # nested array of tables
name = "red delicious"

[[fruits.varieties]]
name = "granny smith"


[[fruits]]
name = "banana"

[[fruits.varieties]]
name = "plantain"
"""
KEYS = """\
fruit.name = "banana"     # this is best practice
fruit. color = "yellow"
fruit . flavor = "banana"
site."google.com" = true
"ʎǝʞ" = "value"
'quoted "value"' = "value"
3.14159 = "pi"
name = { first = "Tom", last = "Preston-Werner" }
animal = { type.name = "pug" }
points = [ { x = 1, y = 2, z = 3 },
           { x = 7, y = 8, z = 9 } ]
"""
STRINGS = r'''
str1 = """
Roses are red
[not] = "a table"
Violets are blue"""
str5 = """Here are three quotation marks: ""\"."""
str6 = """Here are fifteen quotation marks: ""\"""\"""\"""\"""\"."""
str7 = """"This," she said, "is just a pointless statement.""""
winpath = 'C:\Users\nodejs\templates'
quot15 = """Here are fifteen # quotation marks"""
apos15 = """'That,' she said, 'is still pointless.'"""
lines  = ¤¤¤
The first newline is
trimmed in raw strings.
¤¤¤
that = ¤¤¤'That,' she said, 'is still pointless.¤¤¤'
odt4 = 1979-05-27 07:32:00Z
integers3 = [
  1,
  2, # this is ok
]
last = inf
'''.replace("¤", "'")
EXAMPLES = {"top": SPECIFICATION, "arrays of tables": FRUITS, "keys": KEYS, "strings": STRINGS}


def paths(value, at=()):
    yield at
    if isinstance(value, dict):
        for name, member in value.items():
            yield from paths(member, (*at, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from paths(member, (*at, number))


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_in_the_specification_s_examples_has_a_line(name):
    text = EXAMPLES[name]
    assert set(locate(text)) == set(paths(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("name", "path", "line"),
    [
        ("top", ("owner", "dob"), 7),
        ("top", ("database", "temp_targets", "case"), 13),
        ("top", ("servers", "beta", "role"), 23),
        ("arrays of tables", ("fruits",), 1),
        ("arrays of tables", ("fruits", 0, "physical", "shape"), 6),
        ("arrays of tables", ("fruits", 0, "varieties", 1, "name"), 12),
        ("arrays of tables", ("fruits", 1), 15),
        ("arrays of tables", ("fruits", 1, "varieties", 0, "name"), 19),
        ("keys", ("fruit", "flavor"), 3),
        ("keys", ("site", "google.com"), 4),
        ("keys", ("3", "14159"), 7),
        ("keys", ("animal", "type", "name"), 9),
        ("keys", ("points", 1, "z"), 11),
        ("strings", ("str5",), 6),
        ("strings", ("lines",), 12),
        ("strings", ("integers3", 1), 20),
        ("strings", ("last",), 22),
    ],
)
def test_the_line_is_the_one_that_an_editor_shows(name, path, line):
    assert locate(EXAMPLES[name])[path] == line


@pytest.mark.parametrize("name", EXAMPLES)
def test_windows_line_ends_change_no_line(name):
    text = EXAMPLES[name]
    assert locate(text.replace("\n", "\r\n")) == locate(text)
