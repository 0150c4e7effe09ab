"""Votes: the question, the ballots, the count and what majority it takes."""


def init_app(app):
    from .record.routes import bp as record
    from .routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(record)
