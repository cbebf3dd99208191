"""A release described for machines that know nothing of this API: DCAT for data catalogues, schema.org for search.

No host stands in either: links are relative to where the description stands, and name the release.
"""

from typing import Any

TITLE = "Inspection History"
DESCRIPTION = (
    "The inspection history of English councils' children's services: what Ofsted judged, when, with which grade, "
    "and what followed, each fact with its source."
)
KEYWORDS = ["Ofsted", "children's social care", "inspections", "local authorities", "England"]
SPDX = "http://spdx.org/rdf/terms#"


def dcat(release: dict[str, Any]) -> dict[str, Any]:
    """The release as a dcat:Dataset."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": SPDX,
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": release["url"],
        "@type": "dcat:Dataset",
        "dct:title": {"@value": TITLE, "@language": "en"},
        "dct:description": {"@value": DESCRIPTION, "@language": "en"},
        "dct:identifier": release["code"],
        "dcat:version": release["code"],
        "dct:modified": {"@value": release["as_at"].isoformat(), "@type": "xsd:date"},
        "dct:license": {"@id": release["licence_url"]},
        "dct:rights": {"@value": release["attribution"], "@language": "en"},
        "dct:bibliographicCitation": release["citation"],
        "dcat:keyword": [{"@value": word, "@language": "en"} for word in KEYWORDS],
        "dcat:landingPage": {"@id": "/"},
        "dcat:distribution": [_distribution(file, release) for file in release["downloads"]],
    }


def _distribution(file: dict[str, Any], release: dict[str, Any]) -> dict[str, Any]:
    return {
        "@id": file["url"],
        "@type": "dcat:Distribution",
        "dct:title": {"@value": file["title"], "@language": "en"},
        "dct:license": {"@id": release["licence_url"]},
        "dcat:accessURL": {"@id": file["url"]},
        "dcat:downloadURL": {"@id": file["url"]},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{_bare(file['media_type'])}"},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file["sha256"], "@type": "xsd:hexBinary"},
        },
    }


def schema_org(release: dict[str, Any]) -> dict[str, Any]:
    """The release as a Dataset of schema.org."""
    return {
        "@context": "https://schema.org",
        "@id": release["url"],
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": release["url"],
        "identifier": release["code"],
        "version": release["code"],
        "dateModified": release["as_at"].isoformat(),
        "license": release["licence_url"],
        "creditText": release["attribution"],
        "citation": release["citation"],
        "isAccessibleForFree": True,
        "keywords": KEYWORDS,
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file["title"],
                "contentUrl": file["url"],
                "encodingFormat": _bare(file["media_type"]),
                "contentSize": f"{file['bytes']} B",
                "sha256": file["sha256"],
            }
            for file in release["downloads"]
        ],
    }


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0]
