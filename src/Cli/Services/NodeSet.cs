using System.Globalization;
using NumaProbe.Cluster.Hosts;

namespace NumaProbe.Cli.Services;

/// <summary>NUMA nodes as a command line names them: <c>2</c>, <c>0-3</c>, <c>0,4</c>.</summary>
internal static class NodeSet
{
    /// <summary>Understands a list.</summary>
    /// <param name="text">The list.</param>
    /// <returns>The nodes in order, or null when it is no list of at most <see cref="NodeHostCore.MaxNodes"/> different nodes.</returns>
    internal static IReadOnlyList<int>? Parse(string text)
    {
        var nodes = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-', 2);
            if (!IsNode(ends[0], out var first) || !IsNode(ends[^1], out var last) || last < first || last - first >= NodeHostCore.MaxNodes)
            {
                return null;
            }

            for (var node = first; node <= last; node++)
            {
                if (!nodes.Add(node))
                {
                    return null;
                }
            }
        }

        return nodes.Count <= NodeHostCore.MaxNodes ? [.. nodes] : null;
    }

    /// <summary>The shortest text that <see cref="Parse"/> understands.</summary>
    internal static string Text(IEnumerable<int> nodes) => string.Join(',', nodes.Select(node => node.ToString(CultureInfo.InvariantCulture)));

    private static bool IsNode(string text, out int node) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out node);
}
