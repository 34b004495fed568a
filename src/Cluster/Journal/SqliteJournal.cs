using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NumaProbe.Cluster.Journal;

/// <summary>
/// The journal in one SQLite file. Owns the file while it is open; a record counts as written when SQLite has committed it with every sync
/// it knows. Whoever opens the file later raises its term, and this journal then refuses to write. Never gives out a record that is not
/// exactly what was written.
/// </summary>
public sealed class SqliteJournal : IJournal, IDisposable
{
    /// <summary>Largest journal, bytes; a record that would make it larger is <see cref="JournalProblemKind.NotWritten"/>.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>How long another program that reads the file may hold a write up, seconds.</summary>
    public const int BusySeconds = 5;

    // of SQLite; see sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const int CannotOpen = 14;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _file;
    private readonly long _maxPages;
    private FileStream? _lock;
    private SqliteConnection? _connection;
    private SqliteJournalHead _head = SqliteJournalHead.Empty;
    private JournalProblem? _broken;

    /// <summary>Names the file; does not touch it.</summary>
    /// <param name="file">The file; its folder is made on opening. Beside it stand a lock file of the same name with <c>.lock</c> and, during writes, SQLite's rollback journal.</param>
    /// <param name="maxBytes">Largest journal.</param>
    public SqliteJournal(string file, long maxBytes = MaxBytes)
    {
        _file = Path.GetFullPath(file);
        _maxPages = Math.Max(1, maxBytes / SqliteJournalSchema.PageBytes);
    }

    /// <summary>Called when everything of a write is done but the commit.</summary>
    internal Action? BeforeCommit { get; set; }

    private SqliteJournalRows Rows => new(_connection ?? throw new InvalidOperationException("the journal is not open"));

    /// <inheritdoc/>
    public JournalOpening Open()
    {
        if (_connection is not null)
        {
            throw new InvalidOperationException("the journal is open already");
        }

        JournalOpening? opening = null;
        try
        {
            opening = TryOpen();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            opening = Refuse(JournalProblemKind.Unreadable, $"the journal {_file} cannot be opened: {e.Message}");
        }
        finally
        {
            if (opening?.Content is null)
            {
                Close();
            }
        }

        return opening;
    }

    /// <inheritdoc/>
    public JournalProblem? Append(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var body = SqliteJournalCodec.Encode(record);
        var number = _head.Count + 1;
        var hash = SqliteJournalHead.Chain(_head.Hash, number, body);
        var startsRun = record is RunStartedRecord && record.Run != _head.Run;
        return Write(
            _head with { Count = number, Hash = hash, Run = startsRun ? record.Run : _head.Run, HighWaterNs = startsRun ? 0 : _head.HighWaterNs },
            () => Rows.WriteRecord(number, hash, body));
    }

    /// <inheritdoc/>
    public JournalProblem? RaiseHighWater(int run, long virtualNs) => Write(_head with { Run = run, HighWaterNs = virtualNs }, () => { });

    /// <inheritdoc/>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _broken = null;
        _head = SqliteJournalHead.Empty;
        _lock?.Dispose();
        _lock = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private JournalOpening TryOpen()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        _lock = TakeLock();
        if (_lock is null)
        {
            return Refuse(
                JournalProblemKind.Held, $"another process has the journal {_file}; one coordinator uses it at a time: stop the other one, or give this one another --data folder");
        }

        try
        {
            return OpenFile();
        }
        catch (SqliteJournalDamagedException e)
        {
            return Damaged(e.Message, e);
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or OverflowException or FormatException or InvalidOperationException)
        {
            return (e as SqliteException)?.SqliteErrorCode switch
            {
                Busy or Locked => Refuse(JournalProblemKind.Held, $"another program uses the journal {_file}: {e.Message}"),
                Full => Refuse(JournalProblemKind.NotWritten, $"the journal {_file} cannot be opened: {e.Message}; free space on the disk and try again"),
                CannotOpen => Refuse(JournalProblemKind.Unreadable, $"the journal {_file} cannot be opened: {e.Message}; check that this user may read and write it"),
                _ => Damaged(e.Message, null),
            };
        }
    }

    private JournalOpening OpenFile()
    {
        if (!File.Exists(_file))
        {
            Create();
        }
        else if (new FileInfo(_file).Length == 0)
        {
            // SQLite takes an empty file for a new database
            throw new SqliteJournalDamagedException("it is empty") { Offset = 0 };
        }

        _connection = Connect(_file);
        var rows = Rows;
        Configure(rows);
        rows.Execute("BEGIN IMMEDIATE");
        var (head, records) = new SqliteJournalReader(rows).Read();
        rows.Execute("COMMIT");
        _head = head;
        return Write(head with { Term = head.Term + 1 }, () => { }) is { } problem
            ? new JournalOpening(null, problem)
            : new JournalOpening(new JournalContent(_head.Term, records, head.HighWaterNs), null);
    }

    // the file gets its name when it is complete, so that one without content is always a damaged one
    private void Create()
    {
        var fresh = _file + ".new";
        File.Delete(fresh);
        if (!OperatingSystem.IsWindows())
        {
            // what SQLite makes beside it has the same rights
            File.Create(fresh).Dispose();
            File.SetUnixFileMode(fresh, Owner);
        }

        using (var connection = Connect(fresh, SqliteOpenMode.ReadWriteCreate))
        {
            var rows = new SqliteJournalRows(connection);
            rows.Execute($"PRAGMA page_size={SqliteJournalSchema.PageBytes}");
            Configure(rows);
            rows.Execute($"PRAGMA application_id={SqliteJournalSchema.ApplicationId}");
            rows.Execute($"PRAGMA user_version={SqliteJournalSchema.Version}");
            rows.Execute("BEGIN IMMEDIATE");
            foreach (var table in SqliteJournalSchema.Tables)
            {
                rows.Execute(table);
            }

            rows.WriteHead(SqliteJournalSchema.InsertHead, SqliteJournalHead.Empty);
            rows.Execute("COMMIT");
        }

        File.Move(fresh, _file);
    }

    private void Configure(SqliteJournalRows rows)
    {
        rows.Execute("PRAGMA trusted_schema=OFF");
        rows.Execute("PRAGMA cell_size_check=ON");
        rows.Execute("PRAGMA mmap_size=0");
        rows.Execute("PRAGMA secure_delete=ON");
        rows.Execute("PRAGMA journal_mode=DELETE");
        rows.Execute("PRAGMA synchronous=EXTRA");
        rows.Execute("PRAGMA fullfsync=ON");
        rows.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={_maxPages}"));
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        connection.Open();
        return connection;
    }

    private FileStream? TakeLock()
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Owner;
            }

            return new FileStream(_file + ".lock", options);
        }
        catch (IOException) when (File.Exists(_file + ".lock"))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public JournalProblem? Check()
    {
        if (_broken is not null || _connection is null)
        {
            return _broken;
        }

        try
        {
            return _broken = Stale(Rows);
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            // the next write says what is wrong with the disk
            return null;
        }
    }

    private JournalProblem? Write(SqliteJournalHead head, Action writeRecord)
    {
        if (_broken is { } broken)
        {
            return broken;
        }

        var rows = Rows;
        var isCommitting = false;
        try
        {
            rows.Execute("BEGIN IMMEDIATE");
            if (Stale(rows) is { } stale)
            {
                rows.Execute("ROLLBACK");
                return _broken = stale;
            }

            writeRecord();
            rows.WriteHead(SqliteJournalSchema.UpdateHead, head);
            BeforeCommit?.Invoke();
            isCommitting = true;
            rows.Execute("COMMIT");
            _head = head;
            return null;
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            return Failed(rows, e, isCommitting);
        }
    }

    // another process that came past the lock (some network disks have none that works) shows by the term it left
    private JournalProblem? Stale(SqliteJournalRows rows)
    {
        if (rows.ReadHead() is not var (found, _))
        {
            return new JournalProblem(JournalProblemKind.Broken, $"the journal {_file} lost its head while it was open");
        }

        if (found.Term > _head.Term)
        {
            return new JournalProblem(
                JournalProblemKind.Superseded,
                string.Create(CultureInfo.InvariantCulture, $"the journal {_file} is led by another coordinator: its term is {found.Term}, ours {_head.Term}"));
        }

        return found.Term == _head.Term && found.Count == _head.Count && found.Hash.AsSpan().SequenceEqual(_head.Hash)
            ? null
            : new JournalProblem(JournalProblemKind.Broken, $"the journal {_file} was changed by another program while it was open");
    }

    // a write is certainly not in the file when SQLite could undo it; after an error of a sync nobody knows what the disk holds
    private JournalProblem Failed(SqliteJournalRows rows, Exception cause, bool isCommitting)
    {
        var isUndone = TryRollBack(rows);
        var isHarmless = cause is SqliteException { SqliteErrorCode: Full or Busy or Locked } || !isCommitting;
        var hint = cause is SqliteException { SqliteErrorCode: Full } ? "; free space on the disk and try again" : "";
        if (isUndone && isHarmless)
        {
            return new JournalProblem(JournalProblemKind.NotWritten, $"the journal {_file} cannot be written: {cause.Message}{hint}");
        }

        return _broken = new JournalProblem(JournalProblemKind.Broken, $"the journal {_file} could not be written, and what it holds now is unknown until it is opened again: {cause.Message}");
    }

    private static bool TryRollBack(SqliteJournalRows rows)
    {
        try
        {
            rows.Execute("ROLLBACK");
            return true;
        }
        catch (SqliteException e)
        {
            // SQLite has undone it by itself
            return e.Message.Contains("no transaction is active", StringComparison.Ordinal);
        }
    }

    private JournalOpening Damaged(string message, SqliteJournalDamagedException? damage)
    {
        _connection?.Dispose();
        _connection = null;
        var (offset, what) = damage switch
        {
            { Near: { } near } => (SqliteJournalDamage.Find(_file, near), message),
            { Offset: { } known } => (known, message),
            _ => SqliteJournalDamage.OfFile(_file, message),
        };
        return Refuse(
            JournalProblemKind.Unreadable,
            string.Create(CultureInfo.InvariantCulture, $"the journal {_file} is wrong at byte {offset}: {what}; put back a copy, or move the file away to begin without it"));
    }

    private static JournalOpening Refuse(JournalProblemKind kind, string message) => new(null, new JournalProblem(kind, message));
}
