"""Papers: how they come in, become pages, are read, and are shown to the meeting."""


def init_app(app):
    from .book.routes import bp as book
    from .confidential.routes import bp as confidential
    from .jobs import Jobs
    from .pages.routes import bp as pages
    from .presenting.routes import bp as presenting
    from .readings import init_app as init_readings
    from .routes import init_app as init_routes
    from .upload_routes import init_app as init_upload_routes

    app.extensions["paper_jobs"] = Jobs(app)
    init_routes(app)
    init_readings(app)
    init_upload_routes(app)
    app.register_blueprint(book)
    app.register_blueprint(pages)
    app.register_blueprint(presenting)
    app.register_blueprint(confidential)
