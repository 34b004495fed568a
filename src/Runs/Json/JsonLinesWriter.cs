using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Json;

/// <summary>
/// Writes a trace as JSON lines: a header, then every event in trace order with the records at the place where they
/// complete, and the deferred list last. The bytes depend on the header and the events only. Does not own the stream.
/// </summary>
public sealed class JsonLinesWriter : ITraceSink, IDisposable
{
    /// <summary>Name and version of the format, in the header.</summary>
    public const string Schema = "numaprobe-trace/1";

    private const int FlushBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly TraceFilter _filter;
    private readonly RecordBuilder _records;
    private readonly TraceEventJson _eventJson;
    private readonly RunRecordJson _recordJson;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes + 4096);
    private readonly Utf8JsonWriter _json;
    private TraceNames _names;

    /// <summary>Begins a trace with its header.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="header">What the run is a run of.</param>
    /// <param name="names">The names behind the numbers.</param>
    /// <param name="filter">What to keep; null keeps all.</param>
    public JsonLinesWriter(Stream stream, RunHeader header, TraceNames names, TraceFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(names);
        _stream = stream;
        _names = names;
        _filter = filter ?? TraceFilter.Everything;
        _records = new RecordBuilder(names);
        _eventJson = new TraceEventJson(names);
        _recordJson = new RunRecordJson(names);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            SkipValidation = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        WriteHeader(header);
    }

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        var record = _records.Add(traceEvent);
        if (_filter.Keeps(traceEvent, _names))
        {
            _eventJson.Write(_json, traceEvent);
            EndLine();
        }

        if (record is not null && _filter.Keeps(record, traceEvent, _names))
        {
            WriteRecord(record);
        }
    }

    /// <summary>Goes on with more names: a running machine gains devices and drivers, and none loses its number.</summary>
    /// <param name="names">The names so far and those that came.</param>
    public void Use(TraceNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = names;
        _records.Use(names);
        _eventJson.Use(names);
        _recordJson.Use(names);
    }

    /// <summary>Ends the trace: writes the deferred list and hands everything to the stream. Call once.</summary>
    public void Finish()
    {
        WriteRecord(_filter.Reduce(_records.Finish(), _names));
        Flush();
    }

    /// <summary>Hands what was written so far to the stream, whole lines only.</summary>
    public void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteHeader(RunHeader header)
    {
        _json.WriteStartObject();
        _json.WriteString("type"u8, "header"u8);
        _json.WriteString("schema"u8, Schema);
        _json.WriteString("name"u8, header.Name);
        _json.WriteString("generation"u8, header.Generation);
        _json.WriteNumber("seed"u8, header.Seed);
        _json.WriteString("runId"u8, header.RunId);
        _json.WriteString("toolVersion"u8, header.ToolVersion);
        _json.WriteEndObject();
        EndLine();
    }

    private void WriteRecord(RunRecord record)
    {
        _recordJson.Write(_json, record);
        EndLine();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }
}
