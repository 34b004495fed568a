using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// One prepared INSERT, bound without boxing: a run writes millions of rows, and the general command object takes more
/// than twice the time. Bind every parameter in order, then call <see cref="Execute"/>.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    internal SqliteInsert(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    internal SqliteInsert Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    internal SqliteInsert Bind(ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_bound, utf8));
        return this;
    }

    internal SqliteInsert Bind(string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_bound));
            return this;
        }

        return Bind(Encoding.UTF8.GetBytes(text));
    }

    internal void Execute()
    {
        var code = raw.sqlite3_step(_statement);
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        Check(raw.sqlite3_reset(_statement));
        _bound = 0;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
