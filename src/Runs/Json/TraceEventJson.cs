using System.Text.Json;
using NumaProbe.Shared.Events;

namespace NumaProbe.Runs.Json;

/// <summary>Writes one trace event as one JSON object. Fields that mean nothing for the event are left out, not written as -1.</summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class TraceEventJson(TraceNames names)
{
    private static readonly JsonEncodedText Thread = JsonEncodedText.Encode("thread");

    private readonly Dictionary<TraceKind, KindText> _kinds = [];
    private readonly Dictionary<int, JsonEncodedText> _workers = [];
    private TraceNames _names = names;

    /// <summary>Goes on with more names; see <see cref="JsonLinesWriter.Use"/>.</summary>
    internal void Use(TraceNames more) => _names = more;

    /// <summary>Writes an event.</summary>
    /// <param name="writer">Where to; the object is complete afterwards.</param>
    /// <param name="traceEvent">The event.</param>
    /// <exception cref="TraceException">There is no such kind of event.</exception>
    public void Write(Utf8JsonWriter writer, in TraceEvent traceEvent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var kind = TextOf(traceEvent.Kind);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "event"u8);
        writer.WriteString("name"u8, kind.Name);
        writer.WriteNumber("timeNs"u8, traceEvent.TimeNs);
        writer.WriteNumber("partition"u8, traceEvent.Partition);
        writer.WriteNumber("sequence"u8, traceEvent.Sequence);
        if (traceEvent.Thread >= 0)
        {
            WriteThread(writer, Thread, traceEvent.Thread);
        }

        WritePlace(writer, traceEvent);
        for (var place = 0; place < kind.Arguments.Length; place++)
        {
            WriteArgument(writer, kind.Arguments[place], kind.Keys[place], TraceVocabulary.Value(traceEvent, place));
        }

        writer.WriteEndObject();
    }

    private void WritePlace(Utf8JsonWriter writer, in TraceEvent traceEvent)
    {
        if (traceEvent.Cpu >= 0)
        {
            writer.WriteNumber("cpu"u8, traceEvent.Cpu);
        }

        if (_names.NodeOf(traceEvent) is >= 0 and var node)
        {
            writer.WriteNumber("node"u8, node);
        }

        if (traceEvent.Device >= 0)
        {
            writer.WriteString("device"u8, _names.Device(traceEvent.Device));
        }

        if (traceEvent.Driver >= 0)
        {
            writer.WriteString("driver"u8, _names.Driver(traceEvent.Driver));
        }
    }

    private void WriteArgument(Utf8JsonWriter writer, TraceArgument argument, JsonEncodedText key, long value)
    {
        switch (argument.Form)
        {
            case ArgumentForm.Flag:
                writer.WriteBoolean(key, value != 0);
                break;
            case ArgumentForm.OptionalNumber or ArgumentForm.Device or ArgumentForm.Driver or ArgumentForm.Thread or ArgumentForm.Lock when value < 0:
                writer.WriteNull(key);
                break;
            case ArgumentForm.Device:
                writer.WriteString(key, _names.Device((int)value));
                break;
            case ArgumentForm.Driver:
                writer.WriteString(key, _names.Driver((int)value));
                break;
            case ArgumentForm.Thread:
                WriteThread(writer, key, (int)value);
                break;
            case ArgumentForm.Lock:
                writer.WriteString(key, _names.Lock((int)value));
                break;
            case ArgumentForm.NamingClass:
                writer.WriteString(key, _names.NamingClass((int)value));
                break;
            case ArgumentForm.Word when argument.WordOf(value) is { } word:
                writer.WriteString(key, word);
                break;
            default:
                writer.WriteNumber(key, value);
                break;
        }
    }

    private void WriteThread(Utf8JsonWriter writer, JsonEncodedText key, int thread)
    {
        if (!ThreadId.IsWorker(thread))
        {
            writer.WriteNumber(key, thread);
            return;
        }

        if (!_workers.TryGetValue(thread, out var name))
        {
            name = JsonEncodedText.Encode(ThreadId.Name(thread));
            _workers.Add(thread, name);
        }

        writer.WriteString(key, name);
    }

    private KindText TextOf(TraceKind kind)
    {
        if (!_kinds.TryGetValue(kind, out var text))
        {
            var arguments = TraceVocabulary.Arguments(kind);
            text = new KindText(
                JsonEncodedText.Encode(TraceVocabulary.Name(kind)),
                [.. arguments],
                [.. arguments.Select(a => JsonEncodedText.Encode(a.Name))]);
            _kinds.Add(kind, text);
        }

        return text;
    }

    private sealed record KindText(JsonEncodedText Name, TraceArgument[] Arguments, JsonEncodedText[] Keys);
}
