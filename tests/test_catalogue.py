"""A release described for machines: as a DCAT dataset and as one of schema.org."""

import json

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from tests.client import AppClient

BASE = "https://data.example"
SPDX = Namespace("http://spdx.org/rdf/terms#")
PATHS = ("/v1/releases/current/dcat.jsonld", "/v1/releases/current/schema-org.jsonld")


# The library's own way of reading JSON-LD goes through a class that it advises others against.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_dcat_is_linked_data_that_leads_to_every_download(api: AppClient) -> None:
    answer = api.get(PATHS[0])
    assert answer.headers["content-type"] == "application/ld+json"
    release = api.get("/v1/releases/current").json()
    graph = Graph().parse(data=answer.text, format="json-ld", base=f"{BASE}{PATHS[0]}")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert dataset == URIRef(f"{BASE}{release['url']}")
    assert str(graph.value(dataset, DCTERMS.license)) == release["licence_url"]
    assert str(graph.value(dataset, DCTERMS.bibliographicCitation)) == release["citation"]
    found = {
        str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE): (
            int(str(graph.value(distribution, DCAT.byteSize))),
            str(graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)),
        )
        for distribution in graph.objects(dataset, DCAT.distribution)
    }
    assert found == {file["url"]: (file["bytes"], file["sha256"]) for file in release["downloads"]}


def test_schema_org_has_what_a_search_engine_asks_of_a_dataset(api: AppClient) -> None:
    answer = api.get(PATHS[1])
    assert answer.headers["content-type"] == "application/ld+json"
    release = api.get("/v1/releases/current").json()
    described = answer.json()
    assert (described["@context"], described["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(described["description"]) <= 5000
    assert described["license"] == release["licence_url"]
    assert described["citation"] == release["citation"]
    assert [(f["contentUrl"], f["sha256"]) for f in described["distribution"]] == [
        (f["url"], f["sha256"]) for f in release["downloads"]
    ]
    for file in described["distribution"][:3]:
        assert api.get(file["contentUrl"]).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_no_host_stands_in_a_description_whatever_a_client_says(path: str, api: AppClient) -> None:
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = api.get(path, headers=evil)
    assert "evil" not in answer.text
    assert answer.content == api.get(path).content
    assert "testserver" not in json.dumps(answer.json())
