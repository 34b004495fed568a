using System.Text.RegularExpressions;
using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Tests.Events;

/// <summary>Keeps docs/reference/trace.md equal to the vocabulary.</summary>
public sealed partial class TracePageTests
{
    private static readonly string Page = File.ReadAllText(RepoRoot.Combine("docs/reference/trace.md"));

    [Fact]
    public void The_page_lists_every_event_with_its_arguments_in_order()
    {
        var rows = EventRow().Matches(Section("## Events", "Words of arguments"))
            .Select(m => $"{m.Groups["name"].Value}: {m.Groups["arguments"].Value.Replace("`", "", StringComparison.Ordinal).Trim()}");
        var kinds = Enum.GetValues<TraceKind>()
            .Select(k => $"{TraceVocabulary.Name(k)}: {string.Join(", ", TraceVocabulary.Arguments(k).Select(a => a.Name))}");
        rows.ShouldBe(kinds);
    }

    [Fact]
    public void The_page_lists_every_word_of_every_argument()
    {
        var section = Section("Words of arguments", "## Records");
        foreach (var argument in Enum.GetValues<TraceKind>().SelectMany(k => TraceVocabulary.Arguments(k)).Where(a => a.Form == ArgumentForm.Word))
        {
            section.ShouldContain($"| `{argument.Name}`");
            foreach (var word in argument.Words.Where(_ => !string.Equals(argument.Name, "operation", StringComparison.Ordinal)))
            {
                section.ShouldContain($"`{word}`");
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| [^|]* \|(?<arguments>[^|]*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventRow();

    private static string Section(string from, string to)
    {
        var start = Page.IndexOf(from, StringComparison.Ordinal);
        var table = Page.IndexOf("| name |", start, StringComparison.Ordinal);
        var begin = table > start && table < Page.IndexOf(to, start, StringComparison.Ordinal) ? table : start;
        return Page[begin..Page.IndexOf(to, begin, StringComparison.Ordinal)];
    }
}
