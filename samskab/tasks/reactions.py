from samskab.ground.reactions import reacts_to


@reacts_to("words_left_in_the_log")
def fold_when_nobody_reads() -> None:
    from samskab.tasks.nightly import fold_soon

    fold_soon.enqueue()
