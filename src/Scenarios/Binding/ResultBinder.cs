using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads how a probe ends. A supplier may have the current number of the rule's series in it.</summary>
internal static class ResultBinder
{

    private static readonly string[] Words = ["ok", .. Errno.Names];

    internal static ProbeResult? Bind(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return field.IsBroken ? null : new SuccessResult();
        }

        if (field.Kind == DocumentKind.List)
        {
            return CaseBinder.BindList(field, context);
        }

        if (field.Kind == DocumentKind.Mapping)
        {
            return field.Node!.Find("defer_until_bound") is not null ? BindDefer(field, context)
                : field.Node!.Find("if") is not null ? CaseBinder.BindOne(field, context)
                : BindError(field, context);
        }

        return Number(field, context) switch
        {
            null => null,
            0 => new SuccessResult(),
            { } errno => new ErrorResult(errno, 0),
        };
    }

    /// <summary>What match() returns: an error, always or at first; null when it is not given or wrong.</summary>
    internal static ErrorResult? BindMatchError(Field field, BindContext context)
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

        var result = field.Kind == DocumentKind.Mapping ? BindError(field, context) : Bind(field, context);
        if (result is SuccessResult)
        {
            context.Problems.Add(field.Mark, "match_error: ok", "it is the error that match() returns", "remove it, or write for example match_error: EPROBE_DEFER");
        }

        return result as ErrorResult;
    }

    private static ErrorResult? BindError(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a failing result", StepFormat.Error.Keys) is not { } view)
        {
            return null;
        }

        var number = Error(view, context);
        var failFirst = context.Values.Integer(view["fail_first"], 0, ScenarioLimits.Tries) ?? 0;
        return number is null ? null : new(number.Value, (int)failFirst);
    }

    /// <summary>The error of a mapping; 0 and its absence are reported.</summary>
    internal static int? Error(MappingView view, BindContext context)
    {
        var errno = view.Required("errno");
        var number = errno.Given ? Number(errno, context) : null;
        if (number == 0)
        {
            context.Problems.Add(errno.Mark, "errno 0", "a failing result needs an error", "write for example errno: ENODEV");
        }

        return number;
    }

    private static DeferUntilBoundResult? BindDefer(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a deferring result", StepFormat.Defer.Keys) is not { } view)
        {
            return null;
        }

        var supplier = context.Values.Text(view["defer_until_bound"]);
        var atExit = string.Equals(context.Values.Word(view["check_at"], FileWords.CheckAt), "exit", StringComparison.Ordinal);
        var after = context.Quantities.FixedOrDrawn(view["after"]) ?? FixedDuration.None;
        if (atExit && after != FixedDuration.None)
        {
            context.Problems.Add(view["after"].Mark, "'after' with check_at: exit", "only a probe that looks before its work sleeps before it defers", "remove it, or write check_at: entry");
        }

        if (supplier is null && !view["defer_until_bound"].Given)
        {
            context.Problems.Add(view["defer_until_bound"].Mark, "defer_until_bound without a device", "it names the device that must be bound");
        }

        return supplier is null ? null : new(supplier, atExit, after);
    }

    /// <summary>A negative errno, 0 for ok, or null with a problem.</summary>
    private static int? Number(Field field, BindContext context)
    {
        if (field.Kind == DocumentKind.Number)
        {
            var number = context.Values.Integer(field, -Errno.Largest, Errno.Largest);
            if (number > 0)
            {
                context.Problems.Add(field.Mark, $"'{field.Label}' is {number}", "the kernel returns errors as negative numbers", $"write {-number}, or {Errno.Name((int)-number)}");
                return null;
            }

            return (int?)number;
        }

        if (context.Values.Text(field) is not { } text)
        {
            return null;
        }

        if (string.Equals(text, "ok", StringComparison.Ordinal) || Errno.Find(text) is not null)
        {
            return Errno.Find(text) ?? 0;
        }

        context.Problems.Add(
            field.Mark,
            $"'{field.Label}' is {Quoted.Text(text)}",
            "a probe ends with ok, the name of an error, its negative number, or a mapping",
            context.Problems.Nearest.Suggest(text.TrimStart('-'), Words));
        return null;
    }
}
