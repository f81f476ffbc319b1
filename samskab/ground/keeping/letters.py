"""Every letter people write is kept. PostgreSQL can be made so that some are not, or are not known from one another."""

from django.db import connections

from samskab.ground.keeping.refusing import Refused


def refuse_other_letters(alias: str) -> None:
    """A database where tables are about to be made keeps UTF-8. Raises Refused."""
    if connections[alias].vendor != "postgresql":
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding')")
        (encoding,) = cursor.fetchone()
    if encoding != "UTF8":
        raise Refused(
            f"Databasen skriver med {encoding} og kan ikke rumme alle bogstaver. Lav den igen: "
            "createdb --encoding UTF8 --template template0"
        )
