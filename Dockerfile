# The server with the shipped dataset inside; it runs with a read-only root file system and needs no volume:
#   docker build -t inspection-history . && docker run --read-only -p 8000:8000 inspection-history
# Pinned by digest, so that the same commit makes the same image; renew it for the fixes of Debian and Python.
FROM python:3.11-slim-bookworm@sha256:528257d48c1da0dcecc2e725d1ae34498d60c965f1241e39cd6a85a8859bdf84 AS base
# The base has an interpreter; `python` is the one of the environment that the next stage makes for it.
ENV PATH="/opt/venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    DATA_DIR=/var/lib/inspection-history
WORKDIR /srv/inspection-history


FROM base AS build
COPY requirements.lock ./
# No source packages, since nothing here can compile them; pip leaves in the end, since nothing is installed later.
RUN python3 -m venv /opt/venv && \
    python -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-compile \
      --only-binary :all: --require-hashes --no-deps -r requirements.lock && \
    python -m pip uninstall --quiet --yes setuptools pip
COPY app app
COPY docs docs
COPY migrations migrations
COPY seed_data seed_data
# The modes are git's and not those of the machine that builds. The server may not write bytecode, so it is made here,
# with the hash of its source in place of a time, so that the same sources make the same files.
RUN rm requirements.lock && \
    chmod -R u=rwX,go=rX . && \
    python -m compileall -q --invalidation-mode unchecked-hash /opt/venv/lib app migrations && \
    python -m app seed


FROM base
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/inspection-history /srv/inspection-history
# Serving writes nothing. The folder is the user's own for those who mount a volume over it and seed that.
COPY --from=build --chown=10001:10001 $DATA_DIR $DATA_DIR
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s --retries=3 CMD ["python", "-m", "app", "health"]
CMD ["python", "-m", "app", "serve"]
