using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Tests.Events;

namespace NumaProbe.Runs.Tests;

public sealed class JsonLinesRoundTripTests
{
    [Fact]
    public void What_is_written_says_everything_about_an_event() =>
        Prop.ForAll<int, ushort>((seed, count) =>
        {
            var events = RandomTrace.Of(seed, count % 200);
            Read(Write(events)).SequenceEqual(events).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_events_give_the_same_bytes() =>
        Prop.ForAll<int>(seed => Write(RandomTrace.Of(seed, 100)).AsSpan().SequenceEqual(Write(RandomTrace.Of(seed, 100))))
            .QuickCheckThrowOnFailure();

    private static byte[] Write(IEnumerable<TraceEvent> events)
    {
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, SomeTrace.Header, SomeTrace.Names);
        foreach (var traceEvent in events)
        {
            writer.Write(traceEvent);
        }

        writer.Finish();
        return stream.ToArray();
    }

    private static List<TraceEvent> Read(byte[] bytes)
    {
        var events = new List<TraceEvent>();
        using var reader = new StreamReader(new MemoryStream(bytes));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (string.Equals(json.RootElement.GetProperty("type").GetString(), "event", StringComparison.Ordinal))
            {
                events.Add(Event(json.RootElement));
            }
        }

        return events;
    }

    private static TraceEvent Event(JsonElement json)
    {
        var name = json.GetProperty("name").GetString();
        var kind = Enum.GetValues<TraceKind>().Single(k => string.Equals(TraceVocabulary.Name(k), name, StringComparison.Ordinal));
        var arguments = TraceVocabulary.Arguments(kind);
        var values = new long[5];
        for (var place = 0; place < arguments.Length; place++)
        {
            values[place] = Value(arguments[place], json.GetProperty(arguments[place].Name));
        }

        return new TraceEvent(
            json.GetProperty("timeNs").GetInt64(), json.GetProperty("partition").GetInt32(), json.GetProperty("sequence").GetInt64(), kind,
            json.TryGetProperty("thread", out var thread) ? Thread(thread) : -1,
            json.TryGetProperty("cpu", out var cpu) ? cpu.GetInt32() : -1,
            json.TryGetProperty("device", out var device) ? SomeTrace.Names.Devices.IndexOf(device.GetString()!, 0, StringComparer.Ordinal) : -1,
            json.TryGetProperty("driver", out var driver) ? SomeTrace.Names.Drivers.IndexOf(driver.GetString()!, 0, StringComparer.Ordinal) : -1,
            values[0], values[1], values[2], values[3], (int)values[4]);
    }

    private static long Value(TraceArgument argument, JsonElement json) => (argument.Form, json.ValueKind) switch
    {
        (_, JsonValueKind.Null) => -1,
        (ArgumentForm.Flag, _) => json.GetBoolean() ? 1 : 0,
        (ArgumentForm.Device, _) => SomeTrace.Names.Devices.IndexOf(json.GetString()!, 0, StringComparer.Ordinal),
        (ArgumentForm.Driver, _) => SomeTrace.Names.Drivers.IndexOf(json.GetString()!, 0, StringComparer.Ordinal),
        (ArgumentForm.Thread, _) => Thread(json),
        (ArgumentForm.Lock, _) when SomeTrace.Names.Locks.IndexOf(json.GetString()!, 0, StringComparer.Ordinal) is >= 0 and var known => known,
        (ArgumentForm.Lock or ArgumentForm.NamingClass, _) => long.Parse(json.GetString()!.TrimStart('#'), CultureInfo.InvariantCulture),
        (ArgumentForm.Word, JsonValueKind.String) => argument.Words.IndexOf(json.GetString()!, 0, StringComparer.Ordinal),
        _ => json.GetInt64(),
    };

    private static int Thread(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Number)
        {
            return json.GetInt32();
        }

        var numbers = json.GetString()!["kworker/u".Length..].Split(':');
        return ThreadId.Worker(int.Parse(numbers[0], provider: null), int.Parse(numbers[1], provider: null));
    }
}
