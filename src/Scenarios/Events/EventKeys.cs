using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Events;

/// <summary>The keys of an event: when, who, and one operation.</summary>
internal static class EventKeys
{
    internal static readonly FormatKey<long?> At = new("at", Formats.Duration, "not before this time", "0");
    internal static readonly FormatKey<int?> Thread = new("thread", Formats.Integer(0, ThreadId.MaxScenarioThread), "who does it", "the first thread");

    /// <summary>The keys that say no operation.</summary>
    internal static IReadOnlyList<string> Own { get; } = [At.Key, Thread.Key];

    internal static FormatMapping Mapping { get; } = new("event", "What a kernel thread does", [At, Thread, .. Operations(inEvents: true)])
    {
        OneOf = EventOperations.All,
        Noun = "an event",
    };

    /// <summary>The operations as keys; events take lists of targets too.</summary>
    internal static IEnumerable<FormatKey> Operations(bool inEvents) => Enum.GetValues<EventOperation>().Select(operation =>
    {
        var kind = EventOperations.TargetOf(operation);
        var one = kind switch
        {
            EventTargetKind.None => new NothingType(),
            EventTargetKind.Device or EventTargetKind.Driver or EventTargetKind.Module or EventTargetKind.Duration or EventTargetKind.DeviceAndNode or EventTargetKind.DeviceAndParent => Types.Text,
            _ => new ChoiceType(Types.Text, new NumberType(0, ScenarioLimits.Events)),
        };
        return new FormatKey(
            EventOperations.Spelling(operation), inEvents && kind != EventTargetKind.None ? new ChoiceType(one, new ListType(one)) : one, "calls the [operation](#events) of this name");
    });
}
