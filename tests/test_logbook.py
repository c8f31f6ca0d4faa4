from mplus3_xl.logbook import log, log_file, log_files


def test_the_log_keeps_the_last_errors_in_a_bounded_size() -> None:
    for _ in range(120):
        log("Essai", ZeroDivisionError("x" * 10_000))
    assert len(log_files()) == 2
    assert sum(each.stat().st_size for each in log_files()) <= 1_000_000
    assert "ZeroDivisionError" in log_file().read_text(encoding="utf-8")
