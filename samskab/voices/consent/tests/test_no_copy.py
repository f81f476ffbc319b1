import os
import subprocess
import sys
import textwrap

from tests import made_once


def test_words_taken_back_are_in_no_file_of_the_installation(tmp_path):
    """A real database on a real disk: in the clear they are in no file at any time, and locked in none after."""
    story = textwrap.dedent(
        """
        import django; django.setup()
        from django.conf import settings
        from samskab.people.actors import staff
        from samskab.people.models import User
        from samskab.projects.actions import begin_project
        from samskab.voices.consent.actions import withdraw
        from samskab.voices.intake.actions import Told, capture
        from django.db import connection
        def holds(told):
            return any(told in file.read_bytes() for file in settings.INSTALLATION.folder.rglob("*") if file.is_file())
        user = User.objects.create_user("a@example.org", "Amina", "ti-gode-traade")
        project = begin_project("Prøve", coordinator=user)
        voice = capture(project, Told("Solsortens egen vise. " * 20), by=staff(user))
        with connection.cursor() as cursor:
            cursor.execute("SELECT words FROM voices_voice")
            [(locked,)] = cursor.fetchall()
        print(holds(b"Solsortens egen vise"), holds(locked[-60:].encode()))
        withdraw(voice, by=staff(user))
        print(holds(locked[-60:].encode()), holds(b"solsorten"))
        """
    )
    folder = tmp_path / "data"
    made_once.empty(folder, cluster="")
    environment = {**os.environ, "SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    told = subprocess.run([sys.executable, "-c", story], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True", "False", "False"]
