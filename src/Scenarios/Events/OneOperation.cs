using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;

namespace NumaProbe.Scenarios.Events;

/// <summary>Finds the one key of a mapping that says what is done; reports none, several and unknown ones.</summary>
internal static class OneOperation
{
    /// <summary>The entry whose key is one of the words but not one of the mapping's own keys, or null with a problem.</summary>
    /// <param name="view">The mapping.</param>
    /// <param name="ownKeys">Keys that say no operation.</param>
    /// <param name="mapping">The format of the mapping.</param>
    /// <param name="example">What could be added where there is no operation.</param>
    /// <param name="context">The file's context.</param>
    internal static DocumentEntry? Find(MappingView view, IReadOnlyList<string> ownKeys, FormatMapping mapping, string example, BindContext context)
    {
        var (allKeys, what) = (mapping.Keys, mapping.Noun);
        DocumentEntry? found = null;
        var unknown = false;
        foreach (var entry in view.Entries.Where(e => !ownKeys.Contains(e.Key, StringComparer.Ordinal)))
        {
            if (!allKeys.Contains(entry.Key, StringComparer.Ordinal))
            {
                unknown = true;
                context.Problems.Add(entry.Mark, $"unknown operation {Quoted.Text(entry.Key)}", $"{what} has no such key", context.Problems.Nearest.Suggest(entry.Key, allKeys));
            }
            else if (found is null)
            {
                found = entry;
            }
            else
            {
                context.Problems.Add(entry.Mark, $"a second operation '{entry.Key}'", $"{what} does one thing, and '{found.Key}' is there already", "begin a new list item for it");
            }
        }

        if (found is null && !unknown)
        {
            context.Problems.Add(view.Mark, "no operation", $"{what} says what is done", $"add for example {example}");
        }

        return found;
    }
}
