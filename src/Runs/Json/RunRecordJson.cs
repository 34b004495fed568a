using System.Text.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Runs.Json;

/// <summary>Writes one record as one JSON object, with the fields of the recorded kernel runs.</summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class RunRecordJson(TraceNames names)
{
    private const long NsInUs = 1_000;

    private TraceNames _names = names;

    /// <summary>Goes on with more names; see <see cref="JsonLinesWriter.Use"/>.</summary>
    internal void Use(TraceNames more) => _names = more;

    /// <summary>Writes a record.</summary>
    /// <param name="writer">Where to; the object is complete afterwards.</param>
    /// <param name="record">The record.</param>
    public void Write(Utf8JsonWriter writer, RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(record);
        writer.WriteStartObject();
        switch (record)
        {
            case CallRecord call:
                WriteCall(writer, call);
                break;
            case ProbeRecord probe:
                WriteProbe(writer, probe);
                break;
            case RemoveRecord remove:
                WriteRemove(writer, remove);
                break;
            case JobRecord job:
                WriteJob(writer, job);
                break;
            case NotifyRecord notify:
                WriteNotify(writer, notify);
                break;
            case NameRecord name:
                WriteName(writer, name);
                break;
            case FinalRecord final:
                WriteFinal(writer, final);
                break;
            case DeferredRecord deferred:
                WriteDeferred(writer, deferred);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record), record, "no such record");
        }

        writer.WriteEndObject();
    }

    private void WriteCall(Utf8JsonWriter writer, CallRecord call)
    {
        writer.WriteString("type"u8, "call"u8);
        WriteNumber(writer, call.Event is null ? "inProbe"u8 : "event"u8, call.Event ?? call.InProbe);
        writer.WriteString("op"u8, call.Op);
        writer.WriteString("target"u8, call.Target);
        WriteThread(writer, call.Thread);
        WriteTimes(writer, call);
        WriteCpus(writer, call.StartCpu, call.StartNode, call.EndCpu, _names.NodeOfCpu(call.EndCpu));
        writer.WriteNumber("result"u8, call.Result);
    }

    private static void WriteProbe(Utf8JsonWriter writer, ProbeRecord probe)
    {
        writer.WriteString("type"u8, "probe"u8);
        writer.WriteString("device"u8, probe.Device);
        writer.WriteString("driver"u8, probe.Driver);
        WriteThread(writer, probe.Thread);
        WriteTimes(writer, probe);
        WriteCpus(writer, probe.StartCpu, probe.StartNode, probe.EndCpu, probe.EndNode);
        writer.WriteNumber("result"u8, probe.Result);
        writer.WriteBoolean("isAsync"u8, probe.IsAsync);
        writer.WriteString("how"u8, probe.How);
        writer.WriteNumber("instance"u8, probe.Instance);
        WriteNumber(writer, "completionIndex"u8, probe.CompletionIndex);
    }

    private static void WriteRemove(Utf8JsonWriter writer, RemoveRecord remove)
    {
        writer.WriteString("type"u8, "remove"u8);
        writer.WriteString("device"u8, remove.Device);
        writer.WriteString("driver"u8, remove.Driver);
        WriteThread(writer, remove.Thread);
        WriteTimes(writer, remove);
        writer.WriteNumber("startCpu"u8, remove.StartCpu);
        writer.WriteNumber("startNode"u8, remove.StartNode);
    }

    private static void WriteJob(Utf8JsonWriter writer, JobRecord job)
    {
        writer.WriteString("type"u8, "job"u8);
        writer.WriteNumber("event"u8, job.Event);
        writer.WriteNumber("askedNode"u8, job.AskedNode);
        WriteThread(writer, job.Thread);
        WriteTimes(writer, job);
        WriteCpus(writer, job.StartCpu, job.StartNode, job.EndCpu, job.EndNode);
    }

    private static void WriteNotify(Utf8JsonWriter writer, NotifyRecord notify)
    {
        writer.WriteString("type"u8, "notify"u8);
        writer.WriteString("what"u8, notify.What);
        writer.WriteString("device"u8, notify.Device);
        writer.WriteNumber("startUs"u8, notify.StartNs / NsInUs);
        writer.WriteNumber("startNs"u8, notify.StartNs);
    }

    private static void WriteName(Utf8JsonWriter writer, NameRecord name)
    {
        writer.WriteString("type"u8, "name"u8);
        writer.WriteString("class"u8, name.Class);
        writer.WriteString("name"u8, name.Name);
        writer.WriteNumber("index"u8, name.Index);
        writer.WriteString("device"u8, name.Device);
        writer.WriteString("driver"u8, name.Driver);
        writer.WriteBoolean("given"u8, name.IsGiven);
        writer.WriteNumber("startUs"u8, name.StartNs / NsInUs);
        writer.WriteNumber("startNs"u8, name.StartNs);
    }

    private static void WriteFinal(Utf8JsonWriter writer, FinalRecord final)
    {
        writer.WriteString("type"u8, "final"u8);
        writer.WriteString("device"u8, final.Device);
        writer.WriteNumber("node"u8, final.Node);
        writer.WriteBoolean("present"u8, final.Present);
        writer.WriteString("boundTo"u8, final.BoundTo);
    }

    private static void WriteDeferred(Utf8JsonWriter writer, DeferredRecord deferred)
    {
        writer.WriteString("type"u8, "deferred"u8);
        writer.WriteStartArray("devices"u8);
        foreach (var device in deferred.Devices)
        {
            writer.WriteStringValue(device);
        }

        writer.WriteEndArray();
    }

    private static void WriteTimes(Utf8JsonWriter writer, RunRecord record)
    {
        writer.WriteNumber("startUs"u8, record.StartNs / NsInUs);
        writer.WriteNumber("endUs"u8, record.EndNs / NsInUs);
        writer.WriteNumber("startNs"u8, record.StartNs);
        writer.WriteNumber("endNs"u8, record.EndNs);
    }

    private static void WriteCpus(Utf8JsonWriter writer, int startCpu, int startNode, int endCpu, int endNode)
    {
        writer.WriteNumber("startCpu"u8, startCpu);
        writer.WriteNumber("startNode"u8, startNode);
        writer.WriteNumber("endCpu"u8, endCpu);
        writer.WriteNumber("endNode"u8, endNode);
    }

    private static void WriteThread(Utf8JsonWriter writer, int thread)
    {
        if (ThreadId.IsWorker(thread))
        {
            writer.WriteString("thread"u8, ThreadId.Name(thread));
        }
        else
        {
            writer.WriteNumber("thread"u8, thread);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> key, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(key, number);
        }
        else
        {
            writer.WriteNull(key);
        }
    }
}
