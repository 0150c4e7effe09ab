"""The meeting-room application: `create_app` wires every part together, in the order it reads."""

from flask import Flask

from . import (
    agenda,
    cli,
    config,
    db,
    docs,
    pace,
    pages,
    people,
    realtime,
    shell,
    speaking,
    static_files,
    voting,
)
from .realtime import routes as realtime_routes


def create_app(**overrides):
    """The application. `overrides` are settings by name (see `config.SETTINGS`)."""
    app = Flask(__name__, static_folder=None)
    config.load(app, overrides)
    db.init_app(app)
    static_files.init_app(app)
    shell.init_app(app)
    pace.init_app(app)
    for feature in (people, agenda, docs, speaking, voting):
        feature.init_app(app)
    app.register_blueprint(pages.bp)
    app.register_blueprint(realtime_routes.bp)
    realtime.init_app(app)
    cli.init_app(app)
    return app
