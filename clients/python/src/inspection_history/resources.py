# Written by generate.py from the OpenAPI document. Do not edit it: `make clients` writes it anew.
"""The methods of the client that waits: one for each operation of the API."""

from collections.abc import Sequence
from typing import Any

from . import models
from .call import Call, Day, quoted
from .listing import Asks, Listing


class Resource:
    """The operations on one subject."""

    def __init__(self, client: Asks) -> None:
        self._client = client


class Changes(Resource):
    """Changes."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        after: int | None = None,
        recorded_to: Day | None = None,
        record_kind: models.RecordKind | Sequence[models.RecordKind] | None = None,
        record_code: str | Sequence[str] | None = None,
        change: models.ChangeType | Sequence[models.ChangeType] | None = None,
        cause: models.Cause | Sequence[models.Cause] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.ChangePage, models.ChangePublic]:
        """What changed in the dataset and why, row by row and field by field, oldest first. New changes come at the
        end.
        Keep the last `sequence` that you have seen, and ask for the changes `after` it.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            after: Only changes after this one. Give the `sequence` of the last change that you have seen.
            recorded_to: Only changes that were recorded on this day or earlier; a month or a year means its last
                day.
            record_kind: Only of these kinds of record, separated by commas.
            record_code: Only of these records, by code, separated by commas.
            change: Only these types of change, separated by commas.
            cause: Only changes with these causes, separated by commas. `source_event` is news, `our_correction`
                corrects an error.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/changes",
                {
                    "council": council,
                    "code": code,
                    "recorded_from": recorded_from,
                    "after": after,
                    "recorded_to": recorded_to,
                    "record_kind": record_kind,
                    "record_code": record_code,
                    "change": change,
                    "cause": cause,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.ChangePage,
        )


class Citations(Resource):
    """Citations."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        source_code: str | Sequence[str] | None = None,
        record_kind: models.RecordKind | Sequence[models.RecordKind] | None = None,
        record_code: str | Sequence[str] | None = None,
        field: models.FieldName | Sequence[models.FieldName] | None = None,
        standing: models.Standing | Sequence[models.Standing] | None = None,
        basis: models.Basis | Sequence[models.Basis] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.CitationPage, models.CitationPublic]:
        """What each source says about a field of a record. `standing=alternative` lists where sources disagree.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            source_code: Only what these sources say, by code, separated by commas.
            record_kind: Only of these kinds of record.
            record_code: Only of these records, by code, separated by commas.
            field: Only of these fields, by name, separated by commas.
            standing: Only of this standing: `alternative` lists where sources disagree.
            basis: Only on this basis: `inferred` lists what no source states.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/citations",
                {
                    "council": council,
                    "code": code,
                    "recorded_from": recorded_from,
                    "source_code": source_code,
                    "record_kind": record_kind,
                    "record_code": record_code,
                    "field": field,
                    "standing": standing,
                    "basis": basis,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.CitationPage,
        )


class ContextEvents(Resource):
    """Context events."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        type: models.ContextType | Sequence[models.ContextType] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.ContextEventPage, models.ContextEventPublic]:
        """Reviews, reports, court judgments and notices that explain a council's history, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            type: Only of these types, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/context-events",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "type": type,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.ContextEventPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.EventInclude | Sequence[models.EventInclude] | None = None,
        release: str | None = None,
    ) -> models.ContextEventDetail:
        """One context event, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.ContextEventDetail(
            self._client._read(Call(f"/v1/context-events/{quoted(code)}", {"include": include, "release": release}))
        )


class CouncilCodes(Resource):
    """Council codes."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        gss_code: str | Sequence[str] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.CouncilCodePage, models.CouncilCodePublic]:
        """Every GSS code that a council has or had, with its dates.

        The ONS gives an area a new code when its boundary or its kind changes. Join tables of other years by these.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            gss_code: Only these GSS codes, separated by commas; one that no council of ours has had finds nothing.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/council-codes",
                {
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "gss_code": gss_code,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.CouncilCodePage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.CouncilCodeDetail:
        """One GSS code of a council, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.CouncilCodeDetail(
            self._client._read(Call(f"/v1/council-codes/{quoted(code)}", {"include": include, "release": release}))
        )


class Council(models.CouncilDetail):
    """CouncilDetail, with what else can be asked of it."""

    __slots__ = ("_client",)

    def __init__(self, client: Asks, raw: dict[str, Any]) -> None:
        super().__init__(raw)
        self._client = client

    def neighbours(
        self,
        *,
        published_by: Day | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.NeighbourOutcomePage, models.NeighbourOutcomePublic]:
        """The ten present statistical neighbours of a council, most alike first, with the judgements in force for
        them.

        Each row is what `/v1/outcomes` says of the neighbour for the same day and aspect. `neighbours_of` of that
        list, and
        of every list that has `region`, finds the same councils. An abolished council has none.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                f"/v1/councils/{quoted(self.code)}/neighbours",
                {"published_by": published_by, "as_at": as_at, "aspect": aspect, "limit": limit, "release": release},
            ),
            models.NeighbourOutcomePage,
        )

    def timeline(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        code: str | Sequence[str] | None = None,
        kind: models.EventKind | Sequence[models.EventKind] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.TimelineEntryPage, models.TimelineEntryPublic]:
        """A council's whole history: every dated record, of every kind, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            code: Only the records with these codes, separated by commas.
            kind: Only these kinds of record, separated by commas.
            aspect: Only inspections that judged one of these aspects, separated by commas; together with `grade`,
                that gave it one of those grades.
            grade: Only inspections that gave one of these grades, separated by commas, in any aspect or in one of
                `aspect`.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                f"/v1/councils/{quoted(self.code)}/timeline",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "code": code,
                    "kind": kind,
                    "aspect": aspect,
                    "grade": grade,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.TimelineEntryPage,
        )


class Councils(Resource):
    """Councils."""

    def list(
        self,
        *,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        neighbours_of: str | None = None,
        abolished: bool | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.CouncilPage, models.CouncilPublic]:
        """Every council that runs or ran children's services, by code, with its predecessors and successors.

        `latest` is the full inspection in force on the day that the data reach (`known_to`), with the grade of each
        aspect.
        Since April 2026 inspections give no overall grade: `overall` is then null, `overall_absence` says why, and
        `last_overall` is the last one that was given.

        Args:
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            region: Only councils of these regions, separated by commas.
            type: Only these kinds of council, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            abolished: `true`: only abolished councils; `false`: only present ones.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/councils",
                {
                    "code": code,
                    "recorded_from": recorded_from,
                    "region": region,
                    "type": type,
                    "neighbours_of": neighbours_of,
                    "abolished": abolished,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.CouncilPage,
        )

    def get(
        self,
        council: str,
        *,
        include: models.CouncilInclude | Sequence[models.CouncilInclude] | None = None,
        release: str | None = None,
    ) -> Council:
        """One council. An abolished one answers with its successors, which inherit none of its judgements.

        Args:
            council: The council: our code, any GSS code that it has had, its DfE code or its Ofsted URN, or its
                name or words of it that no other council's name has.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Council(
            self._client,
            self._client._read(Call(f"/v1/councils/{quoted(council)}", {"include": include, "release": release})),
        )

    def neighbours(
        self,
        council: str,
        *,
        published_by: Day | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.NeighbourOutcomePage, models.NeighbourOutcomePublic]:
        """The ten present statistical neighbours of a council, most alike first, with the judgements in force for
        them.

        Each row is what `/v1/outcomes` says of the neighbour for the same day and aspect. `neighbours_of` of that
        list, and
        of every list that has `region`, finds the same councils. An abolished council has none.

        Args:
            council: The council: our code, any GSS code that it has had, its DfE code or its Ofsted URN, or its
                name or words of it that no other council's name has.
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                f"/v1/councils/{quoted(council)}/neighbours",
                {"published_by": published_by, "as_at": as_at, "aspect": aspect, "limit": limit, "release": release},
            ),
            models.NeighbourOutcomePage,
        )

    def timeline(
        self,
        council: str,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        code: str | Sequence[str] | None = None,
        kind: models.EventKind | Sequence[models.EventKind] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.TimelineEntryPage, models.TimelineEntryPublic]:
        """A council's whole history: every dated record, of every kind, oldest first.

        Args:
            council: The council: our code, any GSS code that it has had, its DfE code or its Ofsted URN, or its
                name or words of it that no other council's name has.
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            code: Only the records with these codes, separated by commas.
            kind: Only these kinds of record, separated by commas.
            aspect: Only inspections that judged one of these aspects, separated by commas; together with `grade`,
                that gave it one of those grades.
            grade: Only inspections that gave one of these grades, separated by commas, in any aspect or in one of
                `aspect`.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                f"/v1/councils/{quoted(council)}/timeline",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "code": code,
                    "kind": kind,
                    "aspect": aspect,
                    "grade": grade,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.TimelineEntryPage,
        )


class Coverage(Resource):
    """Coverage."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.CoveragePage, models.CoveragePublic]:
        """What the dataset holds for each council and year, and what is known to be missing.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/coverage",
                {
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.CoveragePage,
        )


class Downloads(Resource):
    """Downloads."""

    def list(self, *, release: str | None = None) -> Listing[models.DownloadPage, models.DownloadPublic]:
        """Every file to download: each kind of record, inspections with a column for each aspect, and the whole
        dataset.

        All are on one page. Each kind is there as CSV, NDJSON and Parquet.

        Args:
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(self._client, Call("/v1/downloads", {"release": release}), models.DownloadPage)

    def get(self, name: str, *, release: str | None = None) -> bytes:
        """One file, whole or in part. `dataset.zip` is the data package that seeding takes, cell by cell as it was
        seeded;
        `dataset.sqlite` is a SQLite database; `inspections_wide` has a row for each inspection and a column for the
        grade
        of each aspect; every other table is a kind of record. As in lists, no cell of a CSV begins a formula.
        `NAME.csv-metadata.json` describes the columns of `NAME.csv` (CSV on the Web).

        A URL without `release` redirects to the file in the current release. So a download that is continued later
        is of
        the same file, even if a new release was published meanwhile.

        The answer states the length and the SHA-256 of the file (`Repr-Digest`, and the ETag), so you notice if a
        download
        was cut off. `Range` and `If-Range` continue it. CSV, NDJSON and JSON are compressed if `Accept-Encoding`
        asks for
        it; then the length is not stated, and the ETag is another one.

        Args:
            name: A name from /v1/downloads.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return self._client._read_bytes(Call(f"/v1/downloads/{quoted(name)}", {"release": release}, "*/*"))


class Figures(Resource):
    """Figures."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        measure: str | Sequence[str] | None = None,
        as_of_from: Day | None = None,
        as_of_to: Day | None = None,
        match: models.Match | None = None,
        record: str | Sequence[str] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.FigurePage, models.FigurePublic]:
        """Numbers that were reported. Each says what it counts, and as at which day.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            measure: Only figures of these measures, separated by commas.
            as_of_from: Only figures that speak of this day or a later one; a month or a year means its first day.
            as_of_to: Only figures that speak of this day or an earlier one; a month or a year means its last day.
            match: `overlaps`, the default, finds a figure if any day that its `as_of` can mean lies in the period.
                `within` finds it only if all of them do.
            record: Only figures of these inspections, visits, interventions, meetings or context events, by code.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/figures",
                {
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "measure": measure,
                    "as_of_from": as_of_from,
                    "as_of_to": as_of_to,
                    "match": match,
                    "record": record,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.FigurePage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.FigureDetail:
        """One figure, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.FigureDetail(
            self._client._read(Call(f"/v1/figures/{quoted(code)}", {"include": include, "release": release}))
        )


class Findings(Resource):
    """Findings."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        record: str | Sequence[str] | None = None,
        type: models.FindingType | Sequence[models.FindingType] | None = None,
        polarity: models.Polarity | Sequence[models.Polarity] | None = None,
        theme: models.Theme | Sequence[models.Theme] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.FindingPage, models.FindingPublic]:
        """What was found, said and decided, in the order of council, record and position.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            record: Only findings of these inspections, visits, interventions, meetings or context events, by code.
            type: Only of these types, separated by commas.
            polarity: Only pointing these ways, separated by commas.
            theme: Only about these themes, separated by commas.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/findings",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "record": record,
                    "type": type,
                    "polarity": polarity,
                    "theme": theme,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.FindingPage,
        )

    def summary(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        record: str | Sequence[str] | None = None,
        type: models.FindingType | Sequence[models.FindingType] | None = None,
        polarity: models.Polarity | Sequence[models.Polarity] | None = None,
        theme: models.Theme | Sequence[models.Theme] | None = None,
        by: str | Sequence[str] | None = None,
        release: str | None = None,
    ) -> models.FindingSummary:
        """Findings counted by up to three of year, type, region, type of council and theme.

        The filters are those of `/v1/findings`. The year is that of the record that a finding belongs to. Only
        groups that
        are not empty are listed. As CSV and NDJSON each group is a row.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            record: Only findings of these inspections, visits, interventions, meetings or context events, by code.
            type: Only of these types, separated by commas.
            polarity: Only pointing these ways, separated by commas.
            theme: Only about these themes, separated by commas.
            by: What is counted by: one to three of these, separated by commas. The default is `theme`.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.FindingSummary(
            self._client._read(
                Call(
                    "/v1/findings/summary",
                    {
                        "happened_from": happened_from,
                        "happened_to": happened_to,
                        "published_from": published_from,
                        "published_to": published_to,
                        "match": match,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "code": code,
                        "recorded_from": recorded_from,
                        "record": record,
                        "type": type,
                        "polarity": polarity,
                        "theme": theme,
                        "by": by,
                        "release": release,
                    },
                )
            )
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.FindingDetail:
        """One finding, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.FindingDetail(
            self._client._read(Call(f"/v1/findings/{quoted(code)}", {"include": include, "release": release}))
        )


class FocusedVisits(Resource):
    """Focused visits."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        area: models.FocusedVisitArea | Sequence[models.FocusedVisitArea] | None = None,
        priority_action: bool | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.FocusedVisitPage, models.FocusedVisitPublic]:
        """Ofsted's focused visits, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            area: Only of these areas, separated by commas.
            priority_action: Only visits that did, or did not, demand priority action.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/focused-visits",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "area": area,
                    "priority_action": priority_action,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.FocusedVisitPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.VisitInclude | Sequence[models.VisitInclude] | None = None,
        release: str | None = None,
    ) -> models.FocusedVisitDetail:
        """One focused visit, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.FocusedVisitDetail(
            self._client._read(Call(f"/v1/focused-visits/{quoted(code)}", {"include": include, "release": release}))
        )


class Frameworks(Resource):
    """Frameworks."""

    def list(
        self,
        *,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.FrameworkPage, models.FrameworkPublic]:
        """Inspection frameworks with the domains that they judge.

        Args:
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/frameworks",
                {
                    "code": code,
                    "recorded_from": recorded_from,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.FrameworkPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.FrameworkDetail:
        """One framework with its domains and its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.FrameworkDetail(
            self._client._read(Call(f"/v1/frameworks/{quoted(code)}", {"include": include, "release": release}))
        )


class Gaps(Resource):
    """Gaps."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        record_kind: models.RecordKind | Sequence[models.RecordKind] | None = None,
        record_code: str | Sequence[str] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.GapPage, models.GapPublic]:
        """What is known to be missing, and why. A gap without a council concerns all of them; `council` leaves it out.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            record_kind: Only where a record of these kinds is missing or incomplete, separated by commas.
            record_code: Only where these records are incomplete, by code, separated by commas.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/gaps",
                {
                    "council": council,
                    "code": code,
                    "recorded_from": recorded_from,
                    "record_kind": record_kind,
                    "record_code": record_code,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.GapPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.GapDetail:
        """One gap, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.GapDetail(
            self._client._read(Call(f"/v1/gaps/{quoted(code)}", {"include": include, "release": release}))
        )


class Inspections(Resource):
    """Inspections."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        framework: str | Sequence[str] | None = None,
        type: models.InspectionType | Sequence[models.InspectionType] | None = None,
        lead_inspector: str | Sequence[str] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.InspectionPage, models.InspectionPublic]:
        """Inspections with their judgements, oldest first. With `aspect` and `grade`, one judgement must fit both.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            framework: Only under these frameworks, by code, separated by commas.
            type: Only inspections of these forms, separated by commas.
            lead_inspector: Only inspections that one of these people led, by name, in any case of letters,
                separated by commas.
            aspect: Only inspections that judged one of these aspects, separated by commas; together with `grade`,
                that gave it one of those grades.
            grade: Only inspections that gave one of these grades, separated by commas, in any aspect or in one of
                `aspect`.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/inspections",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "framework": framework,
                    "type": type,
                    "lead_inspector": lead_inspector,
                    "aspect": aspect,
                    "grade": grade,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.InspectionPage,
        )

    def summary(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        framework: str | Sequence[str] | None = None,
        type: models.InspectionType | Sequence[models.InspectionType] | None = None,
        lead_inspector: str | Sequence[str] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        by: str | Sequence[str] | None = None,
        release: str | None = None,
    ) -> models.InspectionSummary:
        """Inspections counted by up to three of year, framework, form, region and type of council.

        The filters are those of `/v1/inspections`. Only groups that are not empty are listed. As CSV and NDJSON
        each group
        is a row.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            framework: Only under these frameworks, by code, separated by commas.
            type: Only inspections of these forms, separated by commas.
            lead_inspector: Only inspections that one of these people led, by name, in any case of letters,
                separated by commas.
            aspect: Only inspections that judged one of these aspects, separated by commas; together with `grade`,
                that gave it one of those grades.
            grade: Only inspections that gave one of these grades, separated by commas, in any aspect or in one of
                `aspect`.
            by: What is counted by: one to three of these, separated by commas. The default is `year`.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.InspectionSummary(
            self._client._read(
                Call(
                    "/v1/inspections/summary",
                    {
                        "happened_from": happened_from,
                        "happened_to": happened_to,
                        "published_from": published_from,
                        "published_to": published_to,
                        "match": match,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "code": code,
                        "recorded_from": recorded_from,
                        "framework": framework,
                        "type": type,
                        "lead_inspector": lead_inspector,
                        "aspect": aspect,
                        "grade": grade,
                        "by": by,
                        "release": release,
                    },
                )
            )
        )

    def get(
        self,
        code: str,
        *,
        include: models.InspectionInclude | Sequence[models.InspectionInclude] | None = None,
        release: str | None = None,
    ) -> models.InspectionDetail:
        """One inspection with its judgements and the citations of both: what each source says about them.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.InspectionDetail(
            self._client._read(Call(f"/v1/inspections/{quoted(code)}", {"include": include, "release": release}))
        )


class Intervals(Resource):
    """Intervals."""

    def list(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        measure: models.Measure | None = None,
        aspect: models.Aspect | None = None,
        framework: str | Sequence[str] | None = None,
        ended_from: Day | None = None,
        ended_by: Day | None = None,
        by: models.IntervalsBy | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.IntervalPage, models.IntervalPublic]:
        """How many days lie between two things that follow each other: number, median, quartiles, fewest and most.

        Only full inspections count. The measures:

        - `end_to_publication`, `start_to_publication`: from an inspection's last or first day on site to its
        publication.
        - `inadequate_to_first_monitoring_visit`: from the last day on site of an inspection that judged `aspect`
        inadequate
          to the first day of the monitoring visit after it whose number is 1. A visit with another number, or none,
              is
          not taken for the first.
        - `publication_to_first_meeting`: from publication to the first recorded meeting, on that day or later, that
          considered the inspection itself and not a visit after it.
        - `between_inspections`: from the first day on site of a full inspection to that of the council's next one,
          whatever their frameworks; it is counted under the later one.

        **Days are counted only between two dates that are known to the day.** Every other row is `excluded`, and
        listed at
        `rows_url` with the reason. Quantiles interpolate between the two nearest values (type 7: the default of R,
        NumPy
        and pandas, QUARTILE.INC of spreadsheets). Framework and year are those of the inspection that an interval
        is
        counted under; its year is that of the latest day by which it can have ended. `ended_by` and `published_by`
        choose
        the inspections before intervals are made; every other filter chooses intervals.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            measure: What is measured; the default is `end_to_publication`. `/v1/vocabularies/measure` defines each
                measure.
            aspect: The aspect that was judged inadequate, for `inadequate_to_first_monitoring_visit`; the default
                is `overall`. Other measures ignore it.
            framework: Only intervals counted under inspections of these frameworks, by code, separated by commas.
            ended_from: Only intervals counted under inspections that had not ended before this day; a month or a
                year means its first day.
            ended_by: Only inspections that had ended by this day; a month or a year means its last day. The default
                is `known_to`, the day up to which the sources reach. The answer has it as `as_at`.
            by: How intervals are grouped. With `none`, the default, all are one group.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/intervals",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "measure": measure,
                    "aspect": aspect,
                    "framework": framework,
                    "ended_from": ended_from,
                    "ended_by": ended_by,
                    "by": by,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.IntervalPage,
        )

    def rows(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        measure: models.Measure | None = None,
        aspect: models.Aspect | None = None,
        framework: str | Sequence[str] | None = None,
        ended_from: Day | None = None,
        ended_by: Day | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.IntervalRowPage, models.IntervalRowPublic]:
        """The intervals one by one, by council, oldest first: those without days too, with the reason.

        What is measured is said at `/v1/intervals`.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            measure: What is measured; the default is `end_to_publication`. `/v1/vocabularies/measure` defines each
                measure.
            aspect: The aspect that was judged inadequate, for `inadequate_to_first_monitoring_visit`; the default
                is `overall`. Other measures ignore it.
            framework: Only intervals counted under inspections of these frameworks, by code, separated by commas.
            ended_from: Only intervals counted under inspections that had not ended before this day; a month or a
                year means its first day.
            ended_by: Only inspections that had ended by this day; a month or a year means its last day. The default
                is `known_to`, the day up to which the sources reach. The answer has it as `as_at`.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/intervals/rows",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "measure": measure,
                    "aspect": aspect,
                    "framework": framework,
                    "ended_from": ended_from,
                    "ended_by": ended_by,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.IntervalRowPage,
        )


class Interventions(Resource):
    """Interventions."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        type: models.InterventionType | Sequence[models.InterventionType] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.InterventionPage, models.InterventionPublic]:
        """Improvement notices, directions, commissioners, advisers, partners and boards, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            type: Only of these types, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/interventions",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "type": type,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.InterventionPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.EventInclude | Sequence[models.EventInclude] | None = None,
        release: str | None = None,
    ) -> models.InterventionDetail:
        """One intervention, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.InterventionDetail(
            self._client._read(Call(f"/v1/interventions/{quoted(code)}", {"include": include, "release": release}))
        )


class JointInspections(Resource):
    """Joint inspections."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        theme: models.JointTheme | Sequence[models.JointTheme] | None = None,
        priority_action: bool | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.JointInspectionPage, models.JointInspectionPublic]:
        """Joint targeted area inspections, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            theme: Only of these themes, separated by commas.
            priority_action: Only those that did, or did not, demand priority action.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/joint-inspections",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "theme": theme,
                    "priority_action": priority_action,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.JointInspectionPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.EventInclude | Sequence[models.EventInclude] | None = None,
        release: str | None = None,
    ) -> models.JointInspectionDetail:
        """One joint targeted area inspection, with what every source says of it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.JointInspectionDetail(
            self._client._read(Call(f"/v1/joint-inspections/{quoted(code)}", {"include": include, "release": release}))
        )


class Judgements(Resource):
    """Judgements."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        framework: str | Sequence[str] | None = None,
        inspection: str | Sequence[str] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        absence: models.Absence | Sequence[models.Absence] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.JudgementPage, models.JudgementPublic]:
        """Judgements, one a domain of an inspection, oldest inspection first: a grade, or the reason why there is
        none.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            framework: Only under these frameworks, by code, separated by commas.
            inspection: Only of these inspections, by code, separated by commas.
            aspect: Only of these aspects, separated by commas.
            grade: Only these grades, separated by commas.
            absence: Only judgements without a grade for these reasons, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/judgements",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "framework": framework,
                    "inspection": inspection,
                    "aspect": aspect,
                    "grade": grade,
                    "absence": absence,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.JudgementPage,
        )

    def crosstab(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        rows: models.Aspect | None = None,
        cols: models.Aspect | None = None,
        framework: str | Sequence[str] | None = None,
        release: str | None = None,
    ) -> models.JudgementCrosstab:
        """Inspections counted by their grades in two aspects: which grade of the one goes with which of the other.

        Only inspections that judged both aspects are counted, and cells without an inspection are not listed. As
        CSV and
        NDJSON each cell is a row.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            rows: The aspect of the rows; the default is `leadership`.
            cols: The aspect of the columns; the default is `overall`.
            framework: Only under these frameworks, by code, separated by commas.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.JudgementCrosstab(
            self._client._read(
                Call(
                    "/v1/judgements/crosstab",
                    {
                        "happened_from": happened_from,
                        "happened_to": happened_to,
                        "published_from": published_from,
                        "published_to": published_to,
                        "match": match,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "rows": rows,
                        "cols": cols,
                        "framework": framework,
                        "release": release,
                    },
                )
            )
        )

    def summary(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        framework: str | Sequence[str] | None = None,
        inspection: str | Sequence[str] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        absence: models.Absence | Sequence[models.Absence] | None = None,
        by: str | Sequence[str] | None = None,
        release: str | None = None,
    ) -> models.JudgementSummary:
        """Judgements counted by up to three of year, framework, form, region, type of council, aspect and grade.

        The filters are those of `/v1/judgements`. Only groups that are not empty are listed. As CSV and NDJSON each
        group
        is a row.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            framework: Only under these frameworks, by code, separated by commas.
            inspection: Only of these inspections, by code, separated by commas.
            aspect: Only of these aspects, separated by commas.
            grade: Only these grades, separated by commas.
            absence: Only judgements without a grade for these reasons, separated by commas.
            by: What is counted by: one to three of these, separated by commas. The default is `grade`.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.JudgementSummary(
            self._client._read(
                Call(
                    "/v1/judgements/summary",
                    {
                        "happened_from": happened_from,
                        "happened_to": happened_to,
                        "published_from": published_from,
                        "published_to": published_to,
                        "match": match,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "code": code,
                        "recorded_from": recorded_from,
                        "framework": framework,
                        "inspection": inspection,
                        "aspect": aspect,
                        "grade": grade,
                        "absence": absence,
                        "by": by,
                        "release": release,
                    },
                )
            )
        )


class Meetings(Resource):
    """Meetings."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        body: str | None = None,
        inspection: str | Sequence[str] | None = None,
        monitoring_visit: str | Sequence[str] | None = None,
        focused_visit: str | Sequence[str] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.MeetingPage, models.MeetingPublic]:
        """Items of councils' meetings that considered what inspectors said, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            body: Only meetings of this body, by its name, in any case of letters.
            inspection: Only meetings that considered these inspections, by code, separated by commas.
            monitoring_visit: Only meetings that considered these monitoring visits, by code, separated by commas.
            focused_visit: Only meetings that considered these focused visits, by code, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/meetings",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "body": body,
                    "inspection": inspection,
                    "monitoring_visit": monitoring_visit,
                    "focused_visit": focused_visit,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.MeetingPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.EventInclude | Sequence[models.EventInclude] | None = None,
        release: str | None = None,
    ) -> models.MeetingDetail:
        """One item of one meeting, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.MeetingDetail(
            self._client._read(Call(f"/v1/meetings/{quoted(code)}", {"include": include, "release": release}))
        )


class MonitoringVisits(Resource):
    """Monitoring visits."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        inspection: str | Sequence[str] | None = None,
        ordinal: int | Sequence[int] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.MonitoringVisitPage, models.MonitoringVisitPublic]:
        """Ofsted's monitoring visits after inadequate judgements, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            inspection: Only visits that follow these inspections, by code, separated by commas.
            ordinal: Only visits with these numbers since the inspection that they follow, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/monitoring-visits",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "inspection": inspection,
                    "ordinal": ordinal,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.MonitoringVisitPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.VisitInclude | Sequence[models.VisitInclude] | None = None,
        release: str | None = None,
    ) -> models.MonitoringVisitDetail:
        """One monitoring visit, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.MonitoringVisitDetail(
            self._client._read(Call(f"/v1/monitoring-visits/{quoted(code)}", {"include": include, "release": release}))
        )


class Neighbours(Resource):
    """Neighbours."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        present: bool | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.NeighbourPage, models.NeighbourPublic]:
        """The ten statistical neighbours of each council, by council, and those that it had in the model before.

        A neighbour is an authority with like children and families, by the model of the Department for Education.
        It is not
        symmetric: a council need not be among the neighbours of its neighbour.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            present: `true`: only present neighbours; `false`: only those of the earlier model.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/neighbours",
                {
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "present": present,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.NeighbourPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.RecordInclude | Sequence[models.RecordInclude] | None = None,
        release: str | None = None,
    ) -> models.NeighbourDetail:
        """One neighbour of a council, with its citations: what each source says about it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.NeighbourDetail(
            self._client._read(Call(f"/v1/neighbours/{quoted(code)}", {"include": include, "release": release}))
        )


class Outcomes(Resource):
    """Outcomes."""

    def list(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        status: models.OutcomeStatus | Sequence[models.OutcomeStatus] | None = None,
        framework: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.OutcomePage, models.OutcomePublic]:
        """The judgement in force for each council as at a day, by council and aspect.

        **In force** is what the latest full inspection says of those that had *ended* by `as_at` and, if
        `published_by` is
        given, are known to have been *published* by that day. Full inspections are those under a framework that
        judges
        children's services as a whole (`full_inspection`), reviews of a safeguarding board excepted. An inspection
        has
        ended by the latest day that its dates can mean; one whose end is not known, by the latest day that its
        start can
        mean. One whose publication is not known to lie on or before `published_by` does not count as published.

        There is a row for every council asked about, even if no grade is in force. `status` says why: the council
        did not
        exist yet, no longer existed, or had no inspection that counts. A successor inherits nothing from the
        council before
        it. If the inspection in force gives no grade in the aspect, `absence` says why. The grade of an earlier
        inspection
        never takes its place.

        `held_for_days` counts from that inspection's last day on site to `as_at`.

        `shape=wide` has a row for each council in place of one for each council and aspect. In CSV each aspect then
        has
        three columns: `grade_overall`, `grade_rank_overall` and `absence_overall`, and so on.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            grade: Only councils that hold one of these grades; with `shape=wide`, in any aspect.
            status: Only councils with one of these statuses, separated by commas.
            framework: Only councils whose inspection in force was made under one of these frameworks, by code.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/outcomes",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "basis": basis,
                    "as_at": as_at,
                    "aspect": aspect,
                    "grade": grade,
                    "status": status,
                    "framework": framework,
                    "limit": limit,
                    "release": release,
                    "shape": "long",
                },
            ),
            models.OutcomePage,
        )

    def wide(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        status: models.OutcomeStatus | Sequence[models.OutcomeStatus] | None = None,
        framework: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.WideOutcomePage, models.WideOutcomePublic]:
        """The judgement in force for each council as at a day, by council and aspect.

        **In force** is what the latest full inspection says of those that had *ended* by `as_at` and, if
        `published_by` is
        given, are known to have been *published* by that day. Full inspections are those under a framework that
        judges
        children's services as a whole (`full_inspection`), reviews of a safeguarding board excepted. An inspection
        has
        ended by the latest day that its dates can mean; one whose end is not known, by the latest day that its
        start can
        mean. One whose publication is not known to lie on or before `published_by` does not count as published.

        There is a row for every council asked about, even if no grade is in force. `status` says why: the council
        did not
        exist yet, no longer existed, or had no inspection that counts. A successor inherits nothing from the
        council before
        it. If the inspection in force gives no grade in the aspect, `absence` says why. The grade of an earlier
        inspection
        never takes its place.

        `held_for_days` counts from that inspection's last day on site to `as_at`.

        `shape=wide` has a row for each council in place of one for each council and aspect. In CSV each aspect then
        has
        three columns: `grade_overall`, `grade_rank_overall` and `absence_overall`, and so on.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            grade: Only councils that hold one of these grades; with `shape=wide`, in any aspect.
            status: Only councils with one of these statuses, separated by commas.
            framework: Only councils whose inspection in force was made under one of these frameworks, by code.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/outcomes",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "basis": basis,
                    "as_at": as_at,
                    "aspect": aspect,
                    "grade": grade,
                    "status": status,
                    "framework": framework,
                    "limit": limit,
                    "release": release,
                    "shape": "wide",
                },
            ),
            models.WideOutcomePage,
        )

    def series(
        self,
        *,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        aspect: models.Aspect | None = None,
        by: models.GroupBy | None = None,
        every: models.Every | None = None,
        from_: Day | None = None,
        to: Day | None = None,
        published_within_days: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SeriesPage, models.SeriesPoint]:
        """The summary of outcomes through time, for a chart: as at the last day of each month, quarter or year.

        Each item is what `/v1/outcomes/summary` says of that day and group. Quarters and years are those of the
        calendar,
        so that `every=quarter` holds the 31 March of Ofsted's yearly statistics. At most 600 days.

        The records of early years are few. `share_known` is the percentage of councils that hold a grade, and
        `mostly_known_from` the first day on which 90 % of them do. A chart should begin there.

        Args:
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            aspect: The aspect; the default is `overall`.
            by: How councils are grouped. With `none`, the default, all are one group.
            every: Councils are counted on the last day of each of these periods; the default is `year`.
            from_: The first day that may be shown; a month or a year means its first day. The default is the day by
                which the first full inspection of these councils had ended.
            to: The last day that may be shown; a month or a year means its last day. The default is `known_to`, the
                day up to which the sources reach. Later days, up to a year on, are answered with
                `as_at_beyond_known`.
            published_within_days: Only inspections whose reports are known to have been published within so many
                days after the day shown, counted up to `known_to`. By default it does not matter when they were
                published.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/outcomes/series",
                {
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "aspect": aspect,
                    "by": by,
                    "every": every,
                    "from": from_,
                    "to": to,
                    "published_within_days": published_within_days,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.SeriesPage,
        )

    def summary(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | None = None,
        by: models.GroupBy | None = None,
        release: str | None = None,
    ) -> models.SummaryPublic:
        """The outcomes as at a day, counted by grade: for the nation, or for each region.

        Counts are of the rows of `/v1/outcomes` for the same day and aspect, each row in exactly one group. `total`
        is the
        councils that existed on the day. `graded` is those of them that hold a grade, and the denominator of every
        percentage, which is rounded to one decimal, halves upwards. `share_known` is `graded` as a percentage of
        `total`,
        and `total` is `graded` + `not_graded` +
        `statuses.no_inspection_recorded` + `statuses.none_published`. `outcomes_url` of a group lists the rows that
        were
        counted. As CSV and NDJSON each group is a row, with the question beside it.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: The aspect; the default is `overall`.
            by: How councils are grouped. With `none`, the default, all are one group.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.SummaryPublic(
            self._client._read(
                Call(
                    "/v1/outcomes/summary",
                    {
                        "published_by": published_by,
                        "council_type": council_type,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "basis": basis,
                        "as_at": as_at,
                        "aspect": aspect,
                        "by": by,
                        "release": release,
                    },
                )
            )
        )


class Panel(Resource):
    """Panel."""

    def list(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        unit: models.Unit | None = None,
        from_: int | None = None,
        to: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.PanelPage, models.PanelRowPublic]:
        """A row for each council and year, ready for a regression: what was inspected, and what was held at the year's
        end.

        There is a row for each year in which a council existed on at least one day. Inspections and visits are
        counted in
        the year of the latest day that their dates can mean. Status, grades and absences are those of
        `/v1/outcomes` as at
        31 December, whenever reports were published unless `published_by` is given; a council that was abolished in
        the
        year has none. In CSV each aspect that a framework of full inspections judges has two columns,
        `grade_overall` and
        `absence_overall` and so on.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            unit: What a row is; the default is `council-year`.
            from_: The first year. The default is the year in which the first full inspection of these councils had
                ended.
            to: The last year. The default is the last year that was over on `known_to`, the day up to which the
                sources reach. A later year that ends within a year of it is answered with `as_at_beyond_known`.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/panel",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "unit": unit,
                    "from": from_,
                    "to": to,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.PanelPage,
        )


class Releases(Resource):
    """Releases."""

    def list(self) -> Listing[models.KeptReleasePage, models.KeptReleasePublic]:
        """The releases that `release` can name, newest first, with what changed from one to the next. All on one page.

        A server with SQLite keeps the last few (KEEP_RELEASES). A server with PostgreSQL keeps the current one
        only.
        """
        return Listing(self._client, Call("/v1/releases", {}), models.KeptReleasePage)

    def current(self, *, release: str | None = None) -> models.ReleasePublic:
        """The current release, or the one that `release` names: what it holds, how to cite it, its licence, and its
        files
        for download with their sizes and SHA-256.

        Args:
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.ReleasePublic(self._client._read(Call("/v1/releases/current", {"release": release})))

    def dcat(self, *, release: str | None = None) -> dict[str, Any]:
        """The release described for data catalogues, in DCAT 3, as JSON-LD. Its links are relative to where it stands.

        Args:
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return self._client._read(Call("/v1/releases/current/dcat.jsonld", {"release": release}, "application/ld+json"))

    def schema_org(self, *, release: str | None = None) -> dict[str, Any]:
        """The release described for search engines, as a Dataset of schema.org, as JSON-LD.

        Args:
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return self._client._read(
            Call("/v1/releases/current/schema-org.jsonld", {"release": release}, "application/ld+json")
        )

    def get(self, code: str) -> models.ReleasePublic:
        """One release that is kept: what it holds, how to cite it, its licence, and its files for download.

        Args:
            code: Its code, as `/v1/releases` lists it, or `current`.
        """
        return models.ReleasePublic(self._client._read(Call(f"/v1/releases/{quoted(code)}", {})))


class Search(Resource):
    """Search."""

    def list(
        self,
        *,
        q: str | None = None,
        kind: models.SearchKind | Sequence[models.SearchKind] | None = None,
        council: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SearchResultPage, models.SearchResultPublic]:
        """Councils, dated records, findings and sources by the words in them, the best first.

        Searched are the names and codes of councils, headlines, summaries, decisions and the names of inspectors,
        what
        findings say, and the titles of sources. What bears exactly the searched name or code comes first. Then a
        word in a
        title counts more than one in a text, and that more than the name of the council that a record is about.
        Equal
        scores stand with councils first and then the latest first. With `kind=councils` it completes the names of
        councils
        as they are typed.

        Args:
            q: The words to search for. All must be in a record, in any of their forms: `visits` finds `visit`. The
                last one also finds words that begin with it. Case, accents and punctuation do not count. Words such
                as `of` count only if there are no others. Without `q`, everything is listed.
            kind: Only these kinds of record, separated by commas.
            council: Only what is about these councils, separated by commas. Name each by our code, its GSS code,
                DfE code or Ofsted URN, or by its name or words of it that no other council's name has.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call("/v1/search", {"q": q, "kind": kind, "council": council, "limit": limit, "release": release}),
            models.SearchResultPage,
        )


class SendInspections(Resource):
    """Send inspections."""

    def list(
        self,
        *,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        outcome: models.SendOutcome | Sequence[models.SendOutcome] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SendInspectionPage, models.SendInspectionPublic]:
        """Area SEND inspections, oldest first.

        Args:
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            outcome: Only with these outcomes, separated by commas.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/send-inspections",
                {
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "code": code,
                    "recorded_from": recorded_from,
                    "outcome": outcome,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.SendInspectionPage,
        )

    def get(
        self,
        code: str,
        *,
        include: models.EventInclude | Sequence[models.EventInclude] | None = None,
        release: str | None = None,
    ) -> models.SendInspectionDetail:
        """One area SEND inspection, with what every source says of it.

        Args:
            code: Its code.
            include: What to send in `included`, separated by commas, so that no second request is needed.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.SendInspectionDetail(
            self._client._read(Call(f"/v1/send-inspections/{quoted(code)}", {"include": include, "release": release}))
        )


class Sources(Resource):
    """Sources."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        code: str | Sequence[str] | None = None,
        recorded_from: Day | None = None,
        type: models.SourceType | Sequence[models.SourceType] | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SourcePage, models.SourcePublic]:
        """The documents that facts were taken from.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            code: Only the records with these codes, separated by commas.
            recorded_from: Only what this dataset first held on this day or later; a month or a year means its first
                day.
            type: Only of these types, separated by commas.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/sources",
                {
                    "council": council,
                    "code": code,
                    "recorded_from": recorded_from,
                    "type": type,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.SourcePage,
        )

    def get(self, code: str, *, release: str | None = None) -> models.SourceDetail:
        """One source, with what rests on it. `/v1/citations?source_code=` lists all of that, with what the source
        says.

        Args:
            code: Its code.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.SourceDetail(self._client._read(Call(f"/v1/sources/{quoted(code)}", {"release": release})))


class Spells(Resource):
    """Spells."""

    def list(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        as_at: Day | None = None,
        aspect: models.Aspect | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        clock: models.Clock | None = None,
        split: bool | None = None,
        duration_at_least: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SpellPage, models.SpellPublic]:
        """How long councils held a grade, ready for survival analysis, by council, oldest first.

        A **spell** begins on the day from which a full inspection's grade in the aspect counts, and lasts until the
        day
        from which the next full inspection of the council counts. That day is the inspection's last day on site, or
        with
        `clock=publication` the day its report became public; an inspection that is not known to have been published
        has no
        place on that clock, nor has one that came out after a later one. The same grade given again continues the
        spell,
        also under another framework, unless `split=true`. Only what had happened by `as_at` is looked at, so that
        each day
        on which a grade is in force for a council lies in exactly one of its spells, from `counts_from` to the day
        before
        `counts_to`.

        **Event and censoring.** `event` is true if the next full inspection gave another grade (`exit_grade`). Else
        the
        spell is censored, and `censoring` says why: the grade was still held on `as_at`, the council was abolished
        (its
        successor inherits nothing), or the next full inspection gave no grade in the aspect.

        **Entry.** `left_truncated` is true if no full inspection directly before gave a grade in the aspect:
        whether the
        same grade was held before is then not known.

        **Duration.** `duration_days` counts from `started_on` to `ended_on`, or to `as_at` while the grade is held.
        Where
        one of the two is not known to the day there is no duration, and `undated` says why.

        Visits are counted within a spell by the latest day that their dates can mean, on either clock.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            aspect: The aspect; the default is `overall`.
            grade: Only spells of these grades, separated by commas.
            clock: From when a grade counts: from the last day on site (`inspection`, the default), or from the day
                the report became public (`publication`).
            split: `true` begins a new spell at each full inspection. With `false`, the default, the same grade
                given again continues the spell.
            duration_at_least: Only spells of so many days or more. A spell whose duration is not known to the day
                is left out.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/spells",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "as_at": as_at,
                    "aspect": aspect,
                    "grade": grade,
                    "clock": clock,
                    "split": split,
                    "duration_at_least": duration_at_least,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.SpellPage,
        )


class Timeline(Resource):
    """Timeline."""

    def list(
        self,
        *,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        happened_from: Day | None = None,
        happened_to: Day | None = None,
        published_from: Day | None = None,
        published_to: Day | None = None,
        match: models.Match | None = None,
        code: str | Sequence[str] | None = None,
        kind: models.EventKind | Sequence[models.EventKind] | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        order: models.Order | None = None,
        sort: str | Sequence[str] | None = None,
        fields: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.TimelineEntryPage, models.TimelineEntryPublic]:
        """The timeline of all councils: every dated record, of every kind, oldest first.

        Args:
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            happened_from: Only what happened on this day or later; a month or a year means its first day.
            happened_to: Only what happened on this day or earlier; a month or a year means its last day.
            published_from: Only what was published on this day or later; a month or a year means its first day.
            published_to: Only what was published on this day or earlier; a month or a year means its last day.
            match: `overlaps`, the default, finds a record if any day that its dates can mean lies in the period.
                `within` finds it only if all of them do.
            code: Only the records with these codes, separated by commas.
            kind: Only these kinds of record, separated by commas.
            aspect: Only inspections that judged one of these aspects, separated by commas; together with `grade`,
                that gave it one of those grades.
            grade: Only inspections that gave one of these grades, separated by commas, in any aspect or in one of
                `aspect`.
            order: `asc`, the default, is oldest first; `desc` is latest first.
            sort: The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null
                comes last, both ascending and descending. Words of a vocabulary have the order of the vocabulary. A
                date that is not exact has the place of the first day that it can mean. Items that are equal in all
                these fields keep the order that the list has without `sort`.
            fields: Only these fields of each item, in this order, separated by commas. By default an item has all
                its fields.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/timeline",
                {
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "happened_from": happened_from,
                    "happened_to": happened_to,
                    "published_from": published_from,
                    "published_to": published_to,
                    "match": match,
                    "code": code,
                    "kind": kind,
                    "aspect": aspect,
                    "grade": grade,
                    "order": order,
                    "sort": sort,
                    "fields": fields,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.TimelineEntryPage,
        )


class Transitions(Resource):
    """Transitions."""

    def list(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        aspect: models.Aspect | None = None,
        from_framework: str | Sequence[str] | None = None,
        to_framework: str | Sequence[str] | None = None,
        ended_from: Day | None = None,
        ended_by: Day | None = None,
        from_grade: models.Grade | Sequence[models.Grade] | None = None,
        to_grade: models.Grade | Sequence[models.Grade] | None = None,
        direction: models.Direction | Sequence[models.Direction] | None = None,
        pooled: bool | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.TransitionPage, models.TransitionPublic]:
        """Which grade became which from one full inspection of a council to the next, with the pairs behind each
        number.

        A **pair** is two consecutive full inspections of one council that both gave a grade in the aspect, in the
        order of
        the days by which they had ended. A full inspection between them that gave no grade in the aspect does not
        part
        them (`ungraded_between` of `/v1/transitions/pairs` counts those). So N graded inspections of a council make
        N - 1
        pairs. `ended_by` and `published_by` choose the inspections before pairs are made; every other filter
        chooses pairs.

        **Frameworks are never mixed unless asked.** With neither `from_framework` nor `to_framework`, or with one
        of them,
        both inspections of a pair were made under the same framework. To cross frameworks, name both sides. Each
        two
        frameworks are counted apart; `pooled=true` counts all the pairs asked for together.

        **Direction** goes by place: outstanding first, good second, requires improvement and adequate third,
        inadequate
        fourth. Between adequate and requires improvement it is `not_comparable`. `median_days` is the median of the
        days
        from the last day on site of the earlier inspection to that of the later one, of the pairs (`timed`) whose
        two days
        are known. Cells without a pair are not listed.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            aspect: The aspect; the default is `overall`.
            from_framework: Only pairs whose earlier inspection was made under one of these frameworks. Unless
                `to_framework` is given too, both inspections were made under the same one.
            to_framework: Only pairs whose later inspection was made under one of these frameworks. Unless
                `from_framework` is given too, both inspections were made under the same one.
            ended_from: Only pairs whose later inspection had not ended before this day; a month or a year means its
                first day.
            ended_by: Only inspections that had ended by this day; a month or a year means its last day. The default
                is `known_to`, the day up to which the sources reach. The answer has it as `as_at`.
            from_grade: Only pairs whose earlier grade is one of these.
            to_grade: Only pairs whose later grade is one of these.
            direction: Only pairs with one of these directions, separated by commas.
            pooled: `true` counts the pairs of all frameworks asked for together. `false`, the default, counts each
                two frameworks apart.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/transitions",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "aspect": aspect,
                    "from_framework": from_framework,
                    "to_framework": to_framework,
                    "ended_from": ended_from,
                    "ended_by": ended_by,
                    "from_grade": from_grade,
                    "to_grade": to_grade,
                    "direction": direction,
                    "pooled": pooled,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.TransitionPage,
        )

    def pairs(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        aspect: models.Aspect | None = None,
        from_framework: str | Sequence[str] | None = None,
        to_framework: str | Sequence[str] | None = None,
        ended_from: Day | None = None,
        ended_by: Day | None = None,
        from_grade: models.Grade | Sequence[models.Grade] | None = None,
        to_grade: models.Grade | Sequence[models.Grade] | None = None,
        direction: models.Direction | Sequence[models.Direction] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.TransitionPairPage, models.TransitionPairPublic]:
        """The pairs of inspections behind the transitions, one a row, by council, oldest first.

        Pairs and filters are those of `/v1/transitions`.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            aspect: The aspect; the default is `overall`.
            from_framework: Only pairs whose earlier inspection was made under one of these frameworks. Unless
                `to_framework` is given too, both inspections were made under the same one.
            to_framework: Only pairs whose later inspection was made under one of these frameworks. Unless
                `from_framework` is given too, both inspections were made under the same one.
            ended_from: Only pairs whose later inspection had not ended before this day; a month or a year means its
                first day.
            ended_by: Only inspections that had ended by this day; a month or a year means its last day. The default
                is `known_to`, the day up to which the sources reach. The answer has it as `as_at`.
            from_grade: Only pairs whose earlier grade is one of these.
            to_grade: Only pairs whose later grade is one of these.
            direction: Only pairs with one of these directions, separated by commas.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/transitions/pairs",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "aspect": aspect,
                    "from_framework": from_framework,
                    "to_framework": to_framework,
                    "ended_from": ended_from,
                    "ended_by": ended_by,
                    "from_grade": from_grade,
                    "to_grade": to_grade,
                    "direction": direction,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.TransitionPairPage,
        )


class Vocabularies(Resource):
    """Vocabularies."""

    def list(self, *, release: str | None = None) -> Listing[models.VocabularyPage, models.VocabularyPublic]:
        """The words that coded fields may hold, each with its label, its order and its meaning. All on one page.

        Args:
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(self._client, Call("/v1/vocabularies", {"release": release}), models.VocabularyPage)

    def get(self, name: str) -> models.VocabularyPublic:
        """One vocabulary.

        Args:
            name: The vocabulary's name.
        """
        return models.VocabularyPublic(self._client._read(Call(f"/v1/vocabularies/{quoted(name)}", {})))


class WaitingTimes(Resource):
    """Waiting times."""

    def list(
        self,
        *,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        as_at: Day | None = None,
        published_by: Day | None = None,
        rank_within: models.RankWithin | None = None,
        waited_at_least: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.WaitingTimePage, models.WaitingTimePublic]:
        """How long ago the last full inspection of each council began, as at a day, the longest wait first.

        A row for each council that existed on `as_at`. `days` counts from the first day on site of its last full
        inspection
        that had begun by then and is known to have been published by `published_by`, whose default is `as_at`. So
        the
        ranks are those that were known on the day. The longest wait has rank 1; equal waits share a rank, and as
        many
        ranks are skipped. Councils of which no such inspection is recorded, or whose day is not known, stand last,
        without
        a rank, and are not among `of`.

        Args:
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            as_at: The day as at which the answer is true; a month or a year means its last day. The default is
                `known_to`, the day up to which the sources reach. A later day, up to a year on, is answered with
                `as_at_beyond_known`.
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. The default is `as_at`.
            rank_within: Whether councils are ranked in all of England (`nation`, the default) or in their region.
                `council`, `region` and `council_type` choose rows and change no rank.
            waited_at_least: Only councils that have waited so many days or more. It chooses rows and changes no
                rank.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/waiting-times",
                {
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "as_at": as_at,
                    "published_by": published_by,
                    "rank_within": rank_within,
                    "waited_at_least": waited_at_least,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.WaitingTimePage,
        )


class AsAt:
    """The operations that take `as_at`, with one day."""

    def __init__(self, client: Asks, day: Day) -> None:
        self._client = client
        self._day = day

    def councils_neighbours(
        self,
        council: str,
        *,
        published_by: Day | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.NeighbourOutcomePage, models.NeighbourOutcomePublic]:
        """The ten present statistical neighbours of a council, most alike first, with the judgements in force for
        them.

        Each row is what `/v1/outcomes` says of the neighbour for the same day and aspect. `neighbours_of` of that
        list, and
        of every list that has `region`, finds the same councils. An abolished council has none.

        Args:
            council: The council: our code, any GSS code that it has had, its DfE code or its Ofsted URN, or its
                name or words of it that no other council's name has.
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                f"/v1/councils/{quoted(council)}/neighbours",
                {
                    "published_by": published_by,
                    "as_at": self._day,
                    "aspect": aspect,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.NeighbourOutcomePage,
        )

    def outcomes(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        status: models.OutcomeStatus | Sequence[models.OutcomeStatus] | None = None,
        framework: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.OutcomePage, models.OutcomePublic]:
        """The judgement in force for each council as at a day, by council and aspect.

        **In force** is what the latest full inspection says of those that had *ended* by `as_at` and, if
        `published_by` is
        given, are known to have been *published* by that day. Full inspections are those under a framework that
        judges
        children's services as a whole (`full_inspection`), reviews of a safeguarding board excepted. An inspection
        has
        ended by the latest day that its dates can mean; one whose end is not known, by the latest day that its
        start can
        mean. One whose publication is not known to lie on or before `published_by` does not count as published.

        There is a row for every council asked about, even if no grade is in force. `status` says why: the council
        did not
        exist yet, no longer existed, or had no inspection that counts. A successor inherits nothing from the
        council before
        it. If the inspection in force gives no grade in the aspect, `absence` says why. The grade of an earlier
        inspection
        never takes its place.

        `held_for_days` counts from that inspection's last day on site to `as_at`.

        `shape=wide` has a row for each council in place of one for each council and aspect. In CSV each aspect then
        has
        three columns: `grade_overall`, `grade_rank_overall` and `absence_overall`, and so on.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            grade: Only councils that hold one of these grades; with `shape=wide`, in any aspect.
            status: Only councils with one of these statuses, separated by commas.
            framework: Only councils whose inspection in force was made under one of these frameworks, by code.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/outcomes",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "basis": basis,
                    "as_at": self._day,
                    "aspect": aspect,
                    "grade": grade,
                    "status": status,
                    "framework": framework,
                    "limit": limit,
                    "release": release,
                    "shape": "long",
                },
            ),
            models.OutcomePage,
        )

    def outcomes_wide(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        aspect: models.Aspect | Sequence[models.Aspect] | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        status: models.OutcomeStatus | Sequence[models.OutcomeStatus] | None = None,
        framework: str | Sequence[str] | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.WideOutcomePage, models.WideOutcomePublic]:
        """The judgement in force for each council as at a day, by council and aspect.

        **In force** is what the latest full inspection says of those that had *ended* by `as_at` and, if
        `published_by` is
        given, are known to have been *published* by that day. Full inspections are those under a framework that
        judges
        children's services as a whole (`full_inspection`), reviews of a safeguarding board excepted. An inspection
        has
        ended by the latest day that its dates can mean; one whose end is not known, by the latest day that its
        start can
        mean. One whose publication is not known to lie on or before `published_by` does not count as published.

        There is a row for every council asked about, even if no grade is in force. `status` says why: the council
        did not
        exist yet, no longer existed, or had no inspection that counts. A successor inherits nothing from the
        council before
        it. If the inspection in force gives no grade in the aspect, `absence` says why. The grade of an earlier
        inspection
        never takes its place.

        `held_for_days` counts from that inspection's last day on site to `as_at`.

        `shape=wide` has a row for each council in place of one for each council and aspect. In CSV each aspect then
        has
        three columns: `grade_overall`, `grade_rank_overall` and `absence_overall`, and so on.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            aspect: Only these aspects, separated by commas; the default is `overall`.
            grade: Only councils that hold one of these grades; with `shape=wide`, in any aspect.
            status: Only councils with one of these statuses, separated by commas.
            framework: Only councils whose inspection in force was made under one of these frameworks, by code.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/outcomes",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "basis": basis,
                    "as_at": self._day,
                    "aspect": aspect,
                    "grade": grade,
                    "status": status,
                    "framework": framework,
                    "limit": limit,
                    "release": release,
                    "shape": "wide",
                },
            ),
            models.WideOutcomePage,
        )

    def outcomes_summary(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        basis: models.OutcomeBasis | None = None,
        aspect: models.Aspect | None = None,
        by: models.GroupBy | None = None,
        release: str | None = None,
    ) -> models.SummaryPublic:
        """The outcomes as at a day, counted by grade: for the nation, or for each region.

        Counts are of the rows of `/v1/outcomes` for the same day and aspect, each row in exactly one group. `total`
        is the
        councils that existed on the day. `graded` is those of them that hold a grade, and the denominator of every
        percentage, which is rounded to one decimal, halves upwards. `share_known` is `graded` as a percentage of
        `total`,
        and `total` is `graded` + `not_graded` +
        `statuses.no_inspection_recorded` + `statuses.none_published`. `outcomes_url` of a group lists the rows that
        were
        counted. As CSV and NDJSON each group is a row, with the question beside it.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            basis: Which inspection of a council counts: the one in force (`latest`, the default), or the first one
                that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none,
                that is the first one under the framework of the inspection in force.
            aspect: The aspect; the default is `overall`.
            by: How councils are grouped. With `none`, the default, all are one group.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return models.SummaryPublic(
            self._client._read(
                Call(
                    "/v1/outcomes/summary",
                    {
                        "published_by": published_by,
                        "council_type": council_type,
                        "council": council,
                        "region": region,
                        "neighbours_of": neighbours_of,
                        "basis": basis,
                        "as_at": self._day,
                        "aspect": aspect,
                        "by": by,
                        "release": release,
                    },
                )
            )
        )

    def spells(
        self,
        *,
        published_by: Day | None = None,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        aspect: models.Aspect | None = None,
        grade: models.Grade | Sequence[models.Grade] | None = None,
        clock: models.Clock | None = None,
        split: bool | None = None,
        duration_at_least: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.SpellPage, models.SpellPublic]:
        """How long councils held a grade, ready for survival analysis, by council, oldest first.

        A **spell** begins on the day from which a full inspection's grade in the aspect counts, and lasts until the
        day
        from which the next full inspection of the council counts. That day is the inspection's last day on site, or
        with
        `clock=publication` the day its report became public; an inspection that is not known to have been published
        has no
        place on that clock, nor has one that came out after a later one. The same grade given again continues the
        spell,
        also under another framework, unless `split=true`. Only what had happened by `as_at` is looked at, so that
        each day
        on which a grade is in force for a council lies in exactly one of its spells, from `counts_from` to the day
        before
        `counts_to`.

        **Event and censoring.** `event` is true if the next full inspection gave another grade (`exit_grade`). Else
        the
        spell is censored, and `censoring` says why: the grade was still held on `as_at`, the council was abolished
        (its
        successor inherits nothing), or the next full inspection gave no grade in the aspect.

        **Entry.** `left_truncated` is true if no full inspection directly before gave a grade in the aspect:
        whether the
        same grade was held before is then not known.

        **Duration.** `duration_days` counts from `started_on` to `ended_on`, or to `as_at` while the grade is held.
        Where
        one of the two is not known to the day there is no duration, and `undated` says why.

        Visits are counted within a spell by the latest day that their dates can mean, on either clock.

        Args:
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. By default it does not matter when they were published.
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            aspect: The aspect; the default is `overall`.
            grade: Only spells of these grades, separated by commas.
            clock: From when a grade counts: from the last day on site (`inspection`, the default), or from the day
                the report became public (`publication`).
            split: `true` begins a new spell at each full inspection. With `false`, the default, the same grade
                given again continues the spell.
            duration_at_least: Only spells of so many days or more. A spell whose duration is not known to the day
                is left out.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/spells",
                {
                    "published_by": published_by,
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "as_at": self._day,
                    "aspect": aspect,
                    "grade": grade,
                    "clock": clock,
                    "split": split,
                    "duration_at_least": duration_at_least,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.SpellPage,
        )

    def waiting_times(
        self,
        *,
        council_type: models.CouncilType | Sequence[models.CouncilType] | None = None,
        council: str | Sequence[str] | None = None,
        region: models.Region | Sequence[models.Region] | None = None,
        neighbours_of: str | None = None,
        published_by: Day | None = None,
        rank_within: models.RankWithin | None = None,
        waited_at_least: int | None = None,
        limit: int | None = None,
        release: str | None = None,
    ) -> Listing[models.WaitingTimePage, models.WaitingTimePublic]:
        """How long ago the last full inspection of each council began, as at a day, the longest wait first.

        A row for each council that existed on `as_at`. `days` counts from the first day on site of its last full
        inspection
        that had begun by then and is known to have been published by `published_by`, whose default is `as_at`. So
        the
        ranks are those that were known on the day. The longest wait has rank 1; equal waits share a rank, and as
        many
        ranks are skipped. Councils of which no such inspection is recorded, or whose day is not known, stand last,
        without
        a rank, and are not among `of`.

        Args:
            council_type: Only councils of these types, separated by commas.
            council: Only these councils, separated by commas. Name each by our code, any GSS code that it has had,
                its DfE code or its Ofsted URN, or by its name or words of it that no other council's name has.
            region: Only councils of these regions, separated by commas.
            neighbours_of: Only the ten present statistical neighbours of this council, which is not among them.
                Name it by our code, any GSS code that it has had, its DfE code or its Ofsted URN, or by its name or
                words of it that no other council's name has.
            published_by: Only inspections whose reports are known to have been published by this day; a month or a
                year means its last day. The default is `as_at`.
            rank_within: Whether councils are ranked in all of England (`nation`, the default) or in their region.
                `council`, `region` and `council_type` choose rows and change no rank.
            waited_at_least: Only councils that have waited so many days or more. It chooses rows and changes no
                rank.
            limit: How many items to ask for at once; the list goes on to its end all the same. Without it, 500.
            release: The release to answer from, a code of `/v1/releases`. The default is the current one.
        """
        return Listing(
            self._client,
            Call(
                "/v1/waiting-times",
                {
                    "council_type": council_type,
                    "council": council,
                    "region": region,
                    "neighbours_of": neighbours_of,
                    "as_at": self._day,
                    "published_by": published_by,
                    "rank_within": rank_within,
                    "waited_at_least": waited_at_least,
                    "limit": limit,
                    "release": release,
                },
            ),
            models.WaitingTimePage,
        )


class Operations(Asks):
    """Every operation of the API, by subject."""

    def __init__(self) -> None:
        self.changes = Changes(self)
        self.citations = Citations(self)
        self.context_events = ContextEvents(self)
        self.council_codes = CouncilCodes(self)
        self.councils = Councils(self)
        self.coverage = Coverage(self)
        self.downloads = Downloads(self)
        self.figures = Figures(self)
        self.findings = Findings(self)
        self.focused_visits = FocusedVisits(self)
        self.frameworks = Frameworks(self)
        self.gaps = Gaps(self)
        self.inspections = Inspections(self)
        self.intervals = Intervals(self)
        self.interventions = Interventions(self)
        self.joint_inspections = JointInspections(self)
        self.judgements = Judgements(self)
        self.meetings = Meetings(self)
        self.monitoring_visits = MonitoringVisits(self)
        self.neighbours = Neighbours(self)
        self.outcomes = Outcomes(self)
        self.panel = Panel(self)
        self.releases = Releases(self)
        self.search = Search(self)
        self.send_inspections = SendInspections(self)
        self.sources = Sources(self)
        self.spells = Spells(self)
        self.timeline = Timeline(self)
        self.transitions = Transitions(self)
        self.vocabularies = Vocabularies(self)
        self.waiting_times = WaitingTimes(self)

    def as_at(self, day: Day) -> AsAt:
        """What was so on a day: the operations that take `as_at`, with that day."""
        return AsAt(self, day)

    def landing(self) -> models.Landing:
        """The root of the API: links to every list, and to the descriptions of the API."""
        return models.Landing(self._read(Call("/", {})))

    def health(self) -> models.Status:
        """Whether the server is alive. This does not read the dataset."""
        return models.Status(self._read(Call("/healthz", {})))

    def readiness(self) -> models.Status:
        """Whether the server has a dataset: 200 with the release, or 503."""
        return models.Status(self._read(Call("/readyz", {})))
