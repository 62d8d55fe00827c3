# The service in a container: docker build -t wenbao . && docker run -p 8000:8000 -v wenbao:/data wenbao
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/wenbao
COPY requirements.lock ./
RUN /opt/wenbao/bin/python -m pip install --no-cache-dir --disable-pip-version-check --compile --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY wenbao ./wenbao
COPY corpus ./corpus
COPY ingest ./ingest
COPY service ./service
COPY prompts ./prompts
COPY evals ./evals
RUN /opt/wenbao/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --compile .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 wenbao && install -d -o wenbao -g wenbao /data
COPY --from=build /opt/wenbao /opt/wenbao
ENV PATH=/opt/wenbao/bin:$PATH WENBAO_HOME=/data WENBAO_HOST=0.0.0.0 WENBAO_LOG_FORMAT=json
USER wenbao
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["wenbao"]
CMD ["serve"]
