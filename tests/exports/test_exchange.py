"""Exchange formats, each opened by what reads it."""

import asyncio
import csv
import json
from collections import Counter
from importlib import resources

import bibtexparser
import pyshacl
import pytest
import rdflib
import rispy
import stix2
from followthemoney import model

from marsad.exports.ftm import entities
from marsad.exports.ftm_statements import statement_key
from marsad.exports.plover import event_of
from marsad.exports.stix import EXTENSION
from marsad.model.claim import Claim

SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_followthemoney_takes_every_value_as_it_stands(exported, entries):
    made = lines(exported("ftm"))
    for entity in made:
        cleaned = model.make_entity(entity["schema"])
        for name, values in entity["properties"].items():
            for value in values:
                cleaned.add(
                    name, value
                )  # drops what is no value of its type, and raises where there is no such property
        assert {name: sorted(cleaned.get(name)) for name in entity["properties"]} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }
    schemata = Counter(entity["schema"] for entity in made)
    assert schemata["Event"] == schemata["Article"] == len(entries)
    assert schemata["PublicBody"] == 4


def test_followthemoney_links_lead_to_entities_of_the_right_kind(exported):
    proxies = {entity["id"]: model.get_proxy(entity) for entity in lines(exported("ftm"))}
    linked = 0
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (prop, proxies[value].schema)
                linked += 1
    assert linked > 30


def test_statements_are_the_entities_value_by_value(exported):
    with exported("ftm-statements").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        entity = found.setdefault(row["entity_id"], model.make_entity(row["schema"]))
        entity.id = row["entity_id"]
        entity.add(row["prop"], row["value"])
        assert model.get(row["schema"]).get(row["prop"]).type.name == row["prop_type"]
        assert row["id"] == statement_key(row["entity_id"], row["prop"], row["value"])
    whole = {e["id"]: model.get_proxy(e) for e in lines(exported("ftm"))}
    assert {id: proxy.to_dict() for id, proxy in found.items()} == {id: p.to_dict() for id, p in whole.items()}
    assert len({row["id"] for row in rows}) == len(rows)


def test_stix_validates_and_holds_the_claims_whole(exported, entries, language):
    bundle = stix2.parse(exported("stix", language).read_text("utf-8"))
    kinds = Counter(made["type"] for made in bundle.objects)
    assert kinds["note"] == kinds["report"] == len(entries)
    notes = [made for made in bundle.objects if made["type"] == "note"]
    claims = [Claim.from_json(json.loads(json.dumps(dict(note["extensions"][EXTENSION])["claim"]))) for note in notes]
    assert sorted(map(repr, claims)) == sorted(repr(entry.claim) for entry in entries.values())
    known = {made["id"] for made in bundle.objects}
    assert all(set(made.get("object_refs", [])) <= known and made.get("created_by_ref") in {None, *known}
               for made in bundle.objects)  # fmt: skip


def test_stix_is_the_same_each_time(exported):
    assert exported("stix").read_bytes() == exported("stix").read_bytes()


@pytest.fixture
def graph(exported, language):
    return rdflib.Graph().parse(exported("rdf", language), format="nt")


def shapes():
    return rdflib.Graph().parse(
        data=(resources.files("marsad.exports") / "shapes.ttl").read_text("utf-8"), format="ttl"
    )


def test_rdf_holds_to_its_shapes(graph):
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes())
    assert conforms, told


def test_the_shapes_refuse_a_claim_without_a_source(graph):
    graph.remove((None, PROV.wasDerivedFrom, None))
    assert not pyshacl.validate(graph, shacl_graph=shapes())[0]


def test_rdf_leads_from_a_place_to_the_words_of_the_report(graph, entries):
    asked = """
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?words ?day WHERE {
          ?claim a sem:Event ; sem:hasPlace/rdfs:label "K-1" ; sem:hasActor/dct:identifier "GB" ;
                 prov:value ?words ; prov:wasDerivedFrom/dct:issued ?day }"""
    ((words, day),) = graph.query(asked)
    assert (str(words), str(day)) == ('+1 "quoted" <tag> & ', "2020-03-27")
    assert len(set(graph.subjects(rdflib.RDF.type, SEM.Event))) == len(entries)


def test_plover_records_what_happened_and_nothing_else(exported, entries):
    records = {record["event_id"]: record for record in lines(exported("plover"))}
    assert set(records) == {id for id, e in entries.items() if e.claim.status in ("happened", "ongoing")}
    types = {entries[id].claim.kind: record["event_type"] for id, record in records.items()}
    assert types == {"handover": "RETREAT", "move": "MOBILIZE", "presence": "MOBILIZE", "attack": "ASSAULT",
                     "activity": "RETREAT", "control": "COERCE", "agreement": "CONSULT"}  # fmt: skip


TYPES = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}  # fmt: skip


def test_every_claim_that_happened_is_a_plover_event():
    from marsad.model.kinds import KINDS, MEANS

    for name, kind in KINDS.items():
        for phase in kind.phases or (None,):
            for means in MEANS if name == "attack" else (None,):
                claim = Claim(name, "happened", (), phase=phase, means=(means,) if means else ())
                assert event_of(claim)["type"] in TYPES, claim


def test_ris_opens_in_a_reader_of_ris(exported, entries):
    found = rispy.loads(exported("ris").read_text("utf-8"))
    assert len(found) == len(entries)
    arabic = next(item for item in found if item.get("secondary_title") == "وكالة نوافذ للأنباء")
    assert arabic["title"] == "التحالف «يسلّم» القاعدة إلى العراق"
    assert (arabic["year"], arabic["date"], arabic["language"]) == ("2020", "2020/03/18", "ar")
    assert not [item for item in found if any(u.startswith("/home") for u in item.get("urls", []))]


def test_bibtex_opens_in_a_reader_of_bibtex(exported, entries):
    library = bibtexparser.parse_file(str(exported("bibtex")), encoding="utf-8")
    assert not library.failed_blocks
    assert len(library.entries) == len(entries)
    titles = {entry["title"] for entry in library.entries}
    assert r"{100\% \{moved\} \& \$5\_000 \textasciitilde{} \#1 \textbackslash{} \textasciicircum{}}" in titles


def test_csl_has_an_item_for_each_report(exported, entries):
    items = json.loads(exported("csl").read_text("utf-8"))
    assert len({item["id"] for item in items}) == len(entries)
    assert {"date-parts": [[2020, 3, 27]]} in [item.get("issued") for item in items]


def test_a_citation_processor_cites_every_item_of_csl(exported, entries):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(exported("csl").read_text("utf-8"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    cited = [str(line) for line in bibliography.bibliography()]
    assert len(cited) == len(items)
    assert all(any(item["title"] in line for line in cited) for item in items)


def test_datasette_opens_the_tables_with_their_keys_and_search(exported, entries):
    from datasette.app import Datasette

    path = exported("sqlite")

    async def asked(address):
        response = await server.client.get(address)
        assert response.status_code == 200, response.text
        return response.json()

    async def tour():
        await server.invoke_startup()
        name = path.stem
        claims = await asked(f"/{name}/claims.json?_shape=objects&_size=max")
        assert {row["id"] for row in claims["rows"]} == set(entries)
        tables = {table["name"]: table for table in (await asked(f"/{name}.json"))["tables"]}
        assert tables["claims"]["foreign_keys"]["outgoing"][0]["other_table"] == "reports"
        assert tables["passages"]["fts_table"] == "passages_fts"
        found = await asked(f"/{name}/passages.json?_search=quoted&_shape=array")
        assert len(found) > 0

    server = Datasette([str(path)])
    asyncio.run(tour())


def test_entities_come_before_the_events_that_name_them(view):
    from marsad.exports import Material
    from marsad.publish.words import words_in
    from marsad.world.register import load_register

    seen = set()
    for entity in entities(Material(view, words_in("en", load_register()))):
        for name in ("involved", "addressEntity", "proof"):
            assert set(entity["properties"].get(name, [])) <= seen
        seen.add(entity["id"])
