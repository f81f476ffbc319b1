"""Work for the tests: what was done is written down here."""

from django_tasks import task

from samskab.tasks.leases import finishing_in

done = []


class Slipped(Exception):
    pass


@task
def note(what=None):
    done.append(what)


@task(priority=5)
def urgent(what=None):
    done.append(what)


@task
def slips(words="Hyldebærsuppe"):
    from samskab.tasks.models import Task

    Task.objects.filter(key="trace").update(priority=9)
    raise Slipped(words)


@task(takes_context=True)
def which_try(context):
    done.append(context.attempt)


@task(atomic=False, takes_context=True)
def by_steps(context, what):
    done.append("outside")
    with finishing_in(context):
        done.append(what)


@task(atomic=False, takes_context=True)
def slips_after(context):
    with finishing_in(context):
        done.append("finished")
    raise Slipped


@task
def leaves():
    raise SystemExit(3)


def no_task():
    done.append("called all the same")
