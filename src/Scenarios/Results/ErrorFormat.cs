using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Results;

/// <summary>Errors that probes and match() return: an errno, or one for the first tries only. How they are read and written.</summary>
internal static class ErrorFormat
{
    private static readonly string[] Words = ["ok", .. Shared.Errno.Names];

    /// <summary>An errno by name or negative number; read, 0 for ok.</summary>
    internal static ValueFormat<int?> Errno { get; } = Formats.Value<int>(
        new ChoiceType(new WordType(Shared.Errno.Names), new NumberType(-Shared.Errno.Largest, -1)), Read, static (yaml, errno) => yaml.Plain(Shared.Errno.Name(errno)));

    internal static readonly FormatKey<int?> Number = new("errno", Errno, "the error", null);
    private static readonly FormatKey<int?> FailFirst = new("fail_first", Formats.Integer(0, ScenarioLimits.Tries), "only for so many tries, then 0", "0: always");

    internal static FormatMapping Mapping { get; } = new("errorResult", "An error", [Number, FailFirst]) { Noun = "a failing result" };

    /// <summary>The error that match() returns, always or at first.</summary>
    internal static ValueFormat<ErrorResult?> Match { get; } = new(new ChoiceType(Errno.Type, Types.Of(Mapping)), ReadMatch, static (yaml, error) => Write(yaml, error!));

    /// <summary>An error with the tries that it is returned for.</summary>
    internal static ErrorResult? ReadMapping(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return null;
        }

        var number = ReadErrno(view, context);
        var failFirst = FailFirst.Read(view, context) ?? 0;
        return number is null ? null : new(number.Value, failFirst);
    }

    /// <summary>The error of a mapping; 0 and its absence are reported.</summary>
    internal static int? ReadErrno(MappingView view, BindContext context)
    {
        var number = Number.Read(view, context, out var field);
        if (number == 0)
        {
            context.Problems.Add(field.Mark, "errno 0", "a failing result needs an error", "write for example errno: ENODEV");
        }

        return number;
    }

    /// <summary>Writes an error, in short when it is always returned.</summary>
    internal static void Write(YamlText yaml, ErrorResult error)
    {
        if (error.FailFirst == 0)
        {
            Errno.Write(yaml, error.Errno);
            return;
        }

        yaml.BeginMapping(inLine: true);
        Number.Write(yaml, error.Errno);
        FailFirst.Write(yaml, error.FailFirst);
        yaml.EndMapping();
    }

    private static ErrorResult? ReadMatch(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind == DocumentKind.List)
        {
            context.Problems.Add(field.Mark, "'match_error' is a list", "match() returns one error", "write for example match_error: EPROBE_DEFER");
            return null;
        }

        var result = field.Kind == DocumentKind.Mapping ? ReadMapping(field, context) : ResultFormat.ReadNumber(field, context);
        if (result is SuccessResult)
        {
            context.Problems.Add(field.Mark, "match_error: ok", "it is the error that match() returns", "remove it, or write for example match_error: EPROBE_DEFER");
        }

        return result as ErrorResult;
    }

    private static int? Read(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind == DocumentKind.Number)
        {
            var number = context.Values.Integer(field, -Shared.Errno.Largest, Shared.Errno.Largest);
            if (number > 0)
            {
                context.Problems.Add(field.Mark, $"'{field.Label}' is {number}", "the kernel returns errors as negative numbers", $"write {-number}, or {Shared.Errno.Name((int)-number)}");
                return null;
            }

            return (int?)number;
        }

        if (context.Values.Text(field) is not { } text)
        {
            return null;
        }

        if (string.Equals(text, "ok", StringComparison.Ordinal) || Shared.Errno.Find(text) is not null)
        {
            return Shared.Errno.Find(text) ?? 0;
        }

        context.Problems.Add(
            field.Mark,
            $"'{field.Label}' is {Quoted.Text(text)}",
            "a probe ends with ok, the name of an error, its negative number, or a mapping",
            context.Problems.Nearest.Suggest(text.TrimStart('-'), Words));
        return null;
    }
}
