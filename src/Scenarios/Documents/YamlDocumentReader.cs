using NumaProbe.Shared;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Reads YAML into a document tree from the parser's events. Refuses what makes files ambiguous or dangerous: anchors
/// and aliases, tags, complex keys, several documents, tabs as indentation, YAML 1.1 booleans. Builds no objects of
/// scenarios and never throws for a bad text.
/// </summary>
internal static class YamlDocumentReader
{
    /// <summary>The tree, or null when the text cannot be read at all; problems are reported either way.</summary>
    internal static DocumentNode? Read(string text, ProblemList problems)
    {
        var tabs = ReportTabs(text, problems);
        var builder = new DocumentBuilder(problems, ScenarioLimits.DocumentNodes);
        var parser = new Parser(new Scanner(new StringReader(text)));
        try
        {
            return ReadEvents(parser, builder, problems);
        }
        catch (YamlException error)
        {
            if (!tabs)
            {
                problems.Add(PlaceOf(error.Start), "not valid YAML", Sentence(error.Message));
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The library's scanner throws whatever its stacks throw at some malformed texts, for example "a: [1, 2\nb: 3".
            problems.Add(parser.Current is { } last ? PlaceOf(last.End) : default, "not valid YAML", "what follows cannot be read; brackets or quotes may lack their end");
        }

        return null;
    }

    private static DocumentNode? ReadEvents(Parser parser, DocumentBuilder builder, ProblemList problems)
    {
        var documents = 0;
        while (!builder.Full && parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart start when ++documents == 2:
                    problems.Add(PlaceOf(start.Start), "a second document", "a file holds one scenario", "put it into a file of its own");
                    return builder.Root;
                case NodeEvent node when !AddNode(node, builder, problems):
                    return null;
                case AnchorAlias alias:
                    problems.Add(PlaceOf(alias.Start), $"alias {Quoted.Text(alias.Value.Value)}", "aliases are refused, so that a file means what it shows", "write the value again, or use a series such as nvme{0..7}");
                    AddBroken(PlaceOf(alias.Start), builder);
                    break;
                case MappingEnd or SequenceEnd:
                    builder.End();
                    break;
            }
        }

        if (builder.Full)
        {
            return null;
        }

        if (builder.Root is null)
        {
            problems.Add(default, "empty file", "there is no scenario in it");
        }

        return builder.Root;
    }

    private static bool AddNode(NodeEvent node, DocumentBuilder builder, ProblemList problems)
    {
        var mark = PlaceOf(node.Start);
        if (!node.Anchor.IsEmpty)
        {
            problems.Add(mark, $"anchor {Quoted.Text(node.Anchor.Value)}", "anchors are refused, so that a file means what it shows", "remove it");
        }

        if (!node.Tag.IsEmpty && !string.Equals(node.Tag.Value, "!", StringComparison.Ordinal))
        {
            problems.Add(mark, $"tag {Quoted.Text(node.Tag.Value)}", "values have no tags here", "remove it");
            if (node is Scalar)
            {
                AddBroken(mark, builder);
                return true;
            }
        }

        if (node is Scalar scalar)
        {
            AddScalar(scalar, mark, builder, problems);
            return true;
        }

        if (builder.WantsKey)
        {
            problems.Add(mark, "a key that is no word", "keys are plain words here");
            return false;
        }

        builder.Begin(node is MappingStart ? DocumentNode.Mapping(mark) : DocumentNode.List(mark));
        return true;
    }

    private static void AddScalar(Scalar scalar, Mark mark, DocumentBuilder builder, ProblemList problems)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        if (plain && YamlScalars.IsOldBoolean(scalar.Value))
        {
            var meant = YamlScalars.OldBoolean(scalar.Value);
            problems.Add(mark, $"{Quoted.Text(scalar.Value)} without quotes", "it is a boolean to some YAML readers and text to others", $"write {meant}, or \"{scalar.Value}\" for text");
            AddBroken(mark, builder);
        }
        else if (builder.WantsKey)
        {
            builder.AddKey(scalar.Value, mark);
        }
        else
        {
            builder.AddScalar(plain ? YamlScalars.KindOf(scalar.Value) : DocumentKind.Text, scalar.Value, mark);
        }
    }

    private static void AddBroken(Mark mark, DocumentBuilder builder)
    {
        if (builder.WantsKey)
        {
            // A key nobody can write twice: the entry is dropped by readers, its mistake is already told.
            builder.AddKey(string.Create(null, $"\0{mark.Line}:{mark.Column}"), mark);
        }
        else
        {
            builder.Add(DocumentNode.Broken(mark));
        }
    }

    private static bool ReportTabs(string text, ProblemList problems)
    {
        var line = 0;
        var found = false;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = content.IndexOfAnyExcept(' ', '\t');
            var tab = indent > 0 ? content[..indent].IndexOf('\t') : -1;
            if (tab >= 0)
            {
                found = true;
                problems.Add(new(line, tab + 1), "tab in the indentation", "YAML indents with blanks only", "use two blanks for each level");
            }
        }

        return found;
    }

    private static Mark PlaceOf(YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static string Sentence(string message)
    {
        var text = Quoted.Plain(message, 200);
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : "it cannot be read";
    }
}
