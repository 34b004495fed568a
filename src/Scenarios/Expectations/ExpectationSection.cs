using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Expectations;

/// <summary>
/// What the run must show: a mapping from subject to value, or a list of such mappings. Its keys, how they are read and written.
/// </summary>
internal static class ExpectationSection
{
    private static readonly ValueFormat<string?> Status = Formats.Word("completed", "hung", "limit-reached", "failed");

    internal static FormatMapping Mapping { get; } = new("expect", "What the run must show", [
        .. ExpectationSubjects.All.Select(static subject => new FormatKey(subject, TypeOf(subject), TextOf(subject), "not looked at")),
    ]) { TakesEmptyValues = false, Noun = "'expect'" };

    internal static List<Expectation> Read(Field field, BindContext context)
    {
        var expectations = new List<Expectation>();
        IReadOnlyList<Field> parts = field.Kind == DocumentKind.List ? context.Values.List(field) : [field];
        foreach (var entry in parts.SelectMany(part => MappingView.Open(part, context, Mapping)?.Entries ?? []))
        {
            ReadEntry(entry, expectations, context);
        }

        return expectations;
    }

    internal static void Write(YamlText yaml, Expectation expectation)
    {
        yaml.BeginMapping();
        if (!NamedExpectations.Write(yaml, expectation))
        {
            yaml.Plain(expectation.Subject);
            if (expectation.Text is { } status)
            {
                Status.Write(yaml, status);
            }
            else
            {
                FigureFormat.Of(ExpectationSubjects.UnitOf(expectation.Subject) ?? ExpectationUnit.Count).Write(yaml, expectation);
            }
        }

        yaml.EndMapping();
    }

    private static void ReadEntry(DocumentEntry entry, List<Expectation> expectations, BindContext context)
    {
        var field = Field.Of(entry);
        if (field.Given && string.Equals(entry.Key, ExpectationSubjects.BoundTo, StringComparison.Ordinal))
        {
            NamedExpectations.ReadBoundTo(field, expectations, context);
        }
        else if (field.Given && string.Equals(entry.Key, ExpectationSubjects.Named, StringComparison.Ordinal))
        {
            NamedExpectations.ReadNamed(field, expectations, context);
        }
        else if (ExpectationSubjects.UnitOf(entry.Key) is not { } unit)
        {
            // reported as an unknown key
        }
        else if (!field.Given)
        {
            context.Problems.Add(entry.Mark, $"'{entry.Key}' without a value", "an expectation says what is expected", "write a value, or {min: ..., max: ...}");
        }
        else if (unit != ExpectationUnit.Text)
        {
            expectations.AddRange(FigureFormat.Of(unit).Read(entry.Key, field, context) is { } figure ? [figure] : []);
        }
        else if (Status.Read(field, context) is { } text)
        {
            expectations.Add(new(entry.Key, null, null, text));
        }
    }

    private static FormatType TypeOf(string subject) => ExpectationSubjects.UnitOf(subject) switch
    {
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.BoundTo, StringComparison.Ordinal) => new NamesType("a device or a series", Types.Name),
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.Named, StringComparison.Ordinal) => new NamesType("a kernel name", Types.Name),
        ExpectationUnit.Text => Status.Type,
        { } unit => FigureFormat.Of(unit).Type,
        null => throw new ArgumentOutOfRangeException(nameof(subject), subject, "a subject without a unit"),
    };

    private static string TextOf(string subject) => ExpectationSubjects.UnitOf(subject) switch
    {
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.BoundTo, StringComparison.Ordinal) => "the driver of each device, or `none`",
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.Named, StringComparison.Ordinal) => "the device that has each kernel name at the end, or `none`",
        ExpectationUnit.Text => "how the run ends",
        _ => "the figure of this name in the [summary](cli.md#what-the-summary-counts)",
    };
}
