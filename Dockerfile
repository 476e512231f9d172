# The bot. Knowledge base and what is learned from it are inside: every container answers alike, and starts without learning.

FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt ./
# The list is whole and pinned, so nothing needs to be resolved; the environment goes on without pip or uv.
RUN pip install --no-cache-dir --disable-pip-version-check uv==0.13.9 \
    && uv venv /opt/venv \
    && uv pip install --no-cache --no-deps --compile-bytecode --python /opt/venv/bin/python -r requirements.txt
ENV PATH=/opt/venv/bin:$PATH OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

FROM packages AS learned
# Only what is learned from, and what learns: minutes of work that a change of a dialogue must not ask for again.
COPY bot/__init__.py bot/errors.py bot/settings.py bot/
COPY bot/knowledge bot/knowledge
COPY bot/language bot/language
COPY bot/monitoring bot/monitoring
COPY knowledge knowledge
# What the crisis guard must not ring for: the questions that Rasa learns from.
COPY rasa_project/data rasa_project/data
COPY scripts scripts
# What is learned is for its owner only, who is another one here.
RUN python -m scripts.local_models && chmod -R a+rX models

FROM python:3.11-slim-bookworm
WORKDIR /app
RUN groupadd --gid 10001 opmerkzaam \
    && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /tmp --shell /usr/sbin/nologin opmerkzaam \
    && install -d -o 10001 -g 10001 -m 0700 data
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
COPY --from=packages /opt/venv /opt/venv
COPY --from=learned /app/models models
COPY knowledge knowledge
COPY rasa_project/data rasa_project/data
COPY bot bot
RUN python -m compileall -q bot
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
