"""What /healthz says: whether the installation can hold a meeting. For bin/serve, a load balancer, an operator."""

import shutil

from flask import current_app
from sqlalchemy import text

from .db import reading
from .docs import health as papers
from .voting.urn import health as urns

LEAST_FREE_MB = 200


def health():
    """{ok, checks, papers, urns}: ok while requests can be answered; the rest says what is wrong.

    A silent paper worker is told but is not the end: the meeting goes on with the papers it has. So is the lost key of
    a secret vote: it can be annulled, or continued by hand.
    """
    checks = {"database": check_database(), "disk": check_disk()}
    worker = papers.check()
    return {
        "ok": all(result == "ok" for result in checks.values()),
        "checks": checks,
        "papers": worker | {"engines": sorted(worker["engines"])},
        "urns": urns.check() if checks["database"] == "ok" else "no answer",
    }


def check_database():
    try:
        with reading() as session:
            session.execute(text("SELECT 1 FROM meeting LIMIT 1"))
    except Exception:  # whatever it is: the database does not answer, and the log says why
        current_app.logger.exception("The database does not answer")
        return "no answer"
    return "ok"


def check_disk():
    free = shutil.disk_usage(current_app.config["DATA"]).free // 2**20
    return "ok" if free >= LEAST_FREE_MB else "almost full"
