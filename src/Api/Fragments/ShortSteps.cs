using System.Text.Json.Nodes;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Api.Fragments;

/// <summary>
/// The short form of what a probe does: steps as in scenario files, divided by commas, and the result last, for example
/// <c>wait 35ms, compute 1ms, touch 64MiB, ENODEV</c>. Only rewrites: whether a value is right is the scenario loader's business.
/// </summary>
public static class ShortSteps
{
    /// <summary>The form, for people.</summary>
    public const string Form = "wait 35ms, compute 1ms, busy 1ms, touch 64MiB (or touch 64MiB@1 for memory of node 1), and last ok or an error such as ENODEV";

    /// <summary>Most characters of the text.</summary>
    public const int MaxLength = 4096;

    private static readonly string[] Steps = ["wait", "compute", "busy", "touch"];

    /// <summary>Rewrites the text into the keys of a rule for probes.</summary>
    /// <param name="text">The short form.</param>
    /// <param name="rule">Gets <c>steps</c> and <c>result</c>.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? AddTo(JsonObject rule, string text)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return FormattableString.Invariant($"the probe has more than {MaxLength} characters; write a fragment instead");
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var steps = new JsonArray();
        for (var number = 0; number < parts.Length; number++)
        {
            var words = parts[number].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && Steps.Contains(words[0], StringComparer.Ordinal))
            {
                steps.Add(Step(words[0], words[1]));
            }
            else if (words.Length == 1 && number == parts.Length - 1 && IsResult(words[0]))
            {
                rule["result"] = words[0];
            }
            else
            {
                return $"'{PlainText.Of(parts[number])}' is no step of a probe{Hint(words)}; write for example: {Form}";
            }
        }

        if (steps.Count > 0)
        {
            rule["steps"] = steps;
        }

        return null;
    }

    private static bool IsResult(string word) => word is "ok" || Errno.Find(word) is not null;

    private static string Hint(string[] words) =>
        words.Length > 0 && Suggestion.For(words[0], [.. Steps, "ok", .. Errno.Names]) is { } suggestion ? $" ({suggestion})" : "";

    private static JsonObject Step(string step, string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return step is "touch" && at > 0
            ? new JsonObject { [step] = new JsonObject { ["bytes"] = value[..at], ["node"] = Number(value[(at + 1)..]) } }
            : new JsonObject { [step] = value };
    }

    // what is no number stays text, so that the loader refuses it with its own words
    private static JsonValue Number(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
