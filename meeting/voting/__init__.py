"""Votes: the question, the ballots, the count and what majority it takes."""


def init_app(app):
    from .life_routes import bp as life
    from .record.routes import bp as record
    from .record.signing import public_key
    from .reports.routes import bp as reports
    from .routes import bp
    from .urn.routes import bp as tellers

    app.register_blueprint(bp)
    app.register_blueprint(tellers)
    app.register_blueprint(life)
    app.register_blueprint(record)
    app.register_blueprint(reports)
    with app.app_context():
        public_key()  # made at the first start, so that it can be noted before the first vote
