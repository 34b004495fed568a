using System.Reflection;
using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Tests.Events;

/// <summary>The records of trace events: one for each kind, and what they pack is what their fields say.</summary>
public sealed class EventKindsTests
{
    public static TheoryData<string> Records => [.. All.Select(type => type.Name)];

    private static IEnumerable<Type> All => typeof(IEventArguments).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IEventArguments).IsAssignableFrom(type));

    [Fact]
    public void Every_kind_has_one_record_and_every_record_a_kind_of_its_name()
    {
        All.Select(KindOf).Order().ShouldBe(Enum.GetValues<TraceKind>().Order());
        All.ShouldAllBe(type => type.Name == KindOf(type) + "Event");
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Its_fields_are_packed_in_their_order(string record)
    {
        var type = All.Single(one => one.Name == record);
        var fields = EventKinds.Arguments(KindOf(type));
        var parameters = type.GetConstructors().SelectMany(c => c.GetParameters()).ToArray();
        fields.Select(field => field.Name).ShouldBe(parameters.Select(p => char.ToLowerInvariant(p.Name![0]) + p.Name[1..]));
        fields.Length.ShouldBeLessThanOrEqualTo(5);

        var values = parameters.Select((p, place) => Value(p.ParameterType, place + 1)).ToArray();
        var packed = ((IEventArguments)(values.Length == 0 ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, values)!)).Pack();
        long[] kept = [packed.A, packed.B, packed.C, packed.D, packed.E];
        kept.ShouldBe([.. parameters.Select((p, place) => p.ParameterType == typeof(bool) ? 1L : place + 1), .. Enumerable.Repeat(0L, 5 - parameters.Length)]);
    }

    [Fact]
    public void A_field_is_written_as_its_type_says_unless_it_says_itself()
    {
        EventKinds.Arguments(TraceKind.AsyncScheduled).Select(field => field.Form)
            .ShouldBe([ArgumentForm.Number, ArgumentForm.Word, ArgumentForm.Number, ArgumentForm.Number, ArgumentForm.OptionalNumber]);
        EventKinds.Arguments(TraceKind.CpuState)[1].Form.ShouldBe(ArgumentForm.Flag);
        EventKinds.Arguments(TraceKind.LockWait)[0].Form.ShouldBe(ArgumentForm.Thread);
        EventKinds.Arguments(TraceKind.Skipped)[0].WordOf((long)SkipReason.MatchError).ShouldBe("match-error");
        EventKinds.Arguments(TraceKind.CallStart)[1].WordOf(0).ShouldBe("device_add");
        EventKinds.Arguments(TraceKind.Finding)[2].WordOf(0).ShouldBe("none");
        EventKinds.Arguments(TraceKind.Matched).ShouldBeEmpty();
    }

    private static TraceKind KindOf(Type record) =>
        (TraceKind)record.GetProperty(nameof(IEventArguments.Kind), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;

    private static object Value(Type type, int number) =>
        type == typeof(bool) ? true : type.IsEnum ? Enum.ToObject(type, number) : Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
}
