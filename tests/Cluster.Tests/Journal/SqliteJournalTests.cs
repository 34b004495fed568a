using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Journal;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void A_new_journal_is_empty_and_its_first_term_is_1()
    {
        using var journal = new SqliteJournal(_some.File);
        var content = journal.Open().Content.ShouldNotBeNull();
        content.Term.ShouldBe(1);
        content.Records.ShouldBeEmpty();
        content.HighWaterNs.ShouldBe(0);
    }

    [Fact]
    public void Only_its_owner_can_read_a_journal_and_what_stands_beside_it()
    {
        Needs.That(!OperatingSystem.IsWindows(), "Windows has no such rights");
        using (var journal = new SqliteJournal(_some.File))
        {
            journal.Open();
            journal.Append(SomeJournal.Records[0]).ShouldBeNull();
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_some.File)!))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }
        }
    }

    [Fact]
    public void A_write_that_fails_is_remembered_until_one_works_again()
    {
        var journal = new SqliteJournal(_some.File);
        var watched = new WatchedJournal(journal);
        watched.Open();
        watched.Append(SomeJournal.Records[0]).ShouldBeNull();
        watched.Trouble.ShouldBeNull();
        journal.BeforeCommit = static () => throw new IOException("the disk says no");
        watched.RaiseHighWater(1, 5)!.Message.ShouldBe(watched.Trouble);
        watched.Trouble!.ShouldContain("the disk says no");
        journal.BeforeCommit = null;
        watched.RaiseHighWater(1, 6).ShouldBeNull();
        watched.Trouble.ShouldBeNull();
        watched.Close();
    }

    [Fact]
    public void Every_record_is_read_back_as_it_was_written()
    {
        _some.Fill(SomeJournal.Records.Count);
        SomeJournal.Texts(_some.Look().Content!.Records).ShouldBe(SomeJournal.Texts(SomeJournal.Records));
        var started = (RunStartedRecord)_some.Look().Content!.Records[0];
        started.ScenarioText.Span.SequenceEqual(((RunStartedRecord)SomeJournal.Records[0]).ScenarioText.Span).ShouldBeTrue();
        started.Seed.ShouldBe(ulong.MaxValue);
        started.Pace.ShouldBe(0.1);
    }

    [Fact]
    public void Each_opening_raises_the_term()
    {
        for (var term = 1; term <= 5; term++)
        {
            _some.Look().Content!.Term.ShouldBe(term);
        }
    }

    [Fact]
    public void The_high_water_mark_is_that_of_the_last_run()
    {
        using (var journal = new SqliteJournal(_some.File))
        {
            journal.Open();
            journal.Append(SomeJournal.Records[0]).ShouldBeNull();
            journal.RaiseHighWater(1, 77).ShouldBeNull();
        }

        _some.Look().Content!.HighWaterNs.ShouldBe(77);
        using (var journal = new SqliteJournal(_some.File))
        {
            journal.Open();
            journal.Append(new FinishingRecord(1)).ShouldBeNull();
            _some.Look().Problem!.Kind.ShouldBe(JournalProblemKind.Held);
        }

        _some.Look().Content!.HighWaterNs.ShouldBe(77);
        using (var journal = new SqliteJournal(_some.File))
        {
            journal.Open();
            journal.Append(SomeJournal.Records[5]).ShouldBeNull();
        }

        _some.Look().Content!.HighWaterNs.ShouldBe(0);
    }

    [Fact]
    public void A_second_process_is_told_that_the_journal_is_held()
    {
        using var first = new SqliteJournal(_some.File);
        first.Open();
        var problem = _some.Look().Problem!;
        problem.Kind.ShouldBe(JournalProblemKind.Held);
        problem.Message.ShouldContain(_some.File);
        first.Close();
        _some.Look().Content!.Term.ShouldBe(2);
    }

    [Fact]
    public void A_leader_whose_lock_did_not_hold_is_refused_at_its_next_write()
    {
        using var stale = new SqliteJournal(_some.File);
        stale.Open();
        stale.Append(SomeJournal.Records[0]).ShouldBeNull();
        // as on a network disk whose locks do nothing
        File.Delete(_some.File + ".lock");
        using var next = new SqliteJournal(_some.File);
        next.Open().Content!.Term.ShouldBe(2);

        stale.Append(SomeJournal.Records[1])!.Kind.ShouldBe(JournalProblemKind.Superseded);
        stale.RaiseHighWater(1, 5)!.Kind.ShouldBe(JournalProblemKind.Superseded);
        next.Append(SomeJournal.Records[3]).ShouldBeNull();
        next.Close();
        stale.Close();
        SomeJournal.Texts(_some.Look().Content!.Records).ShouldBe(SomeJournal.Texts([SomeJournal.Records[0], SomeJournal.Records[3]]));
    }

    [Fact]
    public void A_journal_at_its_bound_takes_no_more_and_stays_as_it_was()
    {
        const int Bound = 64 << 10;
        var written = new List<JournalRecord>();
        using (var journal = new SqliteJournal(_some.File, Bound))
        {
            journal.Open();
            JournalProblem? problem;
            do
            {
                var record = new InjectedRecord(1, written.Count + 1, 0, 0, new byte[2000], null, "");
                problem = journal.Append(record);
                if (problem is null)
                {
                    written.Add(record);
                }
            }
            while (problem is null);

            problem.Kind.ShouldBe(JournalProblemKind.NotWritten);
            journal.Append(new InjectedRecord(1, 99, 0, 0, new byte[9000], null, ""))!.Kind.ShouldBe(JournalProblemKind.NotWritten);
        }

        new FileInfo(_some.File).Length.ShouldBeLessThanOrEqualTo(Bound);
        written.Count.ShouldBeInRange(10, Bound / 2000);
        SomeJournal.Texts(_some.Look().Content!.Records).ShouldBe(SomeJournal.Texts(written));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_left_alone()
    {
        File.WriteAllText(_some.File, "some notes of mine, long enough to be more than the header of a database, which has one hundred bytes in it");
        var problem = _some.Look().Problem!;
        problem.Kind.ShouldBe(JournalProblemKind.Unreadable);
        problem.Message.ShouldContain("byte 0");
        File.ReadAllText(_some.File).ShouldStartWith("some notes of mine");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_problem_and_no_exception()
    {
        File.WriteAllText(_some.File, "");
        using var journal = new SqliteJournal(Path.Combine(_some.File, "below", "journal.db"));
        journal.Open().Problem!.Kind.ShouldBe(JournalProblemKind.Unreadable);
    }

    [Fact]
    public void An_empty_file_is_a_damaged_one_since_a_journal_gets_its_name_when_it_is_complete()
    {
        File.WriteAllBytes(_some.File, []);
        _some.Look().Problem!.Message.ShouldContain("is wrong at byte 0");
    }

    [Fact]
    public void What_a_creation_that_lost_power_left_behind_is_replaced()
    {
        File.WriteAllText(_some.File + ".new", "half of something");
        _some.Look().Content!.Term.ShouldBe(1);
    }

    [Fact]
    public void A_newer_format_is_refused_with_its_place()
    {
        _some.Fill(2);
        var bytes = File.ReadAllBytes(_some.File);
        bytes[63]++;
        File.WriteAllBytes(_some.File, bytes);
        _some.Look().Problem!.Message.ShouldContain("is wrong at byte 60");
    }

    [Fact]
    public void A_damaged_body_names_the_record_and_its_place()
    {
        _some.Fill(SomeJournal.Records.Count);
        var bytes = File.ReadAllBytes(_some.File);
        var text = bytes.AsSpan().LastIndexOf("\"injected\",\"number\":1,"u8);
        bytes[text + 2] ^= 1;
        File.WriteAllBytes(_some.File, bytes);
        var message = _some.Look().Problem!.Message;
        message.ShouldContain("record 2 does not match its hash");
        var place = long.Parse(message.Split("at byte ")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
        place.ShouldBeInRange(text - 128, text);
    }

    [Fact]
    public void Any_record_survives_the_codec() =>
        Prop.ForAll<byte[], ulong, bool>((text, seed, isOpen) =>
        {
            var random = new Random(unchecked((int)seed));
            var name = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0xD800)));
            var record = new RunStartedRecord(
                random.Next(), text, name, name, seed, RunLimits.Default, isOpen ? random.NextDouble() * random.Next() : null, isOpen, isOpen ? name : null);
            var read = (RunStartedRecord)SqliteJournalCodec.Decode(SqliteJournalCodec.Encode(record))!;
            return read.ScenarioText.Span.SequenceEqual(text) && read with { ScenarioText = record.ScenarioText } == record;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_make_reading_a_body_throw() =>
        Prop.ForAll<byte[]>(bytes => SqliteJournalCodec.Decode(bytes) is null).QuickCheckThrowOnFailure();
}
