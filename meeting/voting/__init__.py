"""Votes: the question, the ballots, the count and what majority it takes."""


def init_app(app):
    from .routes import bp
    from .urn.routes import bp as tellers

    app.register_blueprint(bp)
    app.register_blueprint(tellers)
