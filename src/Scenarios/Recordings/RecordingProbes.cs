using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Recordings;

/// <summary>Rewrites the probes of a recording: its one piece of work becomes a step, its kinds of result those of scenario files.</summary>
internal sealed class RecordingProbes(RecordingShape shape, ProblemList problems)
{
    private static readonly (string Work, string Step)[] Works = [("sleep", "wait"), ("spin", "compute"), ("busy", "busy")];
    private static readonly string[] Kinds = ["ok", "error", "deferUntilBound"];

    internal DocumentNode Rule(DocumentNode node)
    {
        var rule = shape.Rename(
            node,
            "a probe",
            [
                new("device", "device", shape.Name), new("driver", "driver", shape.Name), new("work", null), new("durationMs", null),
                new("result", "result", Result), new("removeMs", "remove", RecordingShape.Milliseconds),
                new("before", "before", Calls), new("after", "after", Calls),
            ]);
        if (node.Kind == DocumentKind.Mapping && Work(node) is { } steps)
        {
            rule.Entries.Add(new("steps", steps.Mark, steps, "work"));
        }

        return rule;
    }

    private DocumentNode? Work(DocumentNode node)
    {
        var work = node.Find("work")?.Value;
        var duration = node.Find("durationMs")?.Value;
        if (work is null && duration is null)
        {
            return null;
        }

        var step = Array.Find(Works, w => work?.Kind == DocumentKind.Text && string.Equals(w.Work, work.Text, StringComparison.Ordinal)).Step;
        if (step is null)
        {
            var words = Works.Select(w => w.Work).ToList();
            problems.Add(
                work?.Mark ?? node.Mark,
                work is null ? "missing key 'work'" : $"'work' is {(work.Kind == DocumentKind.Text ? Quoted.Text(work.Text) : work.KindName)}",
                "it must be one of " + string.Join(", ", words),
                work is null ? null : problems.Nearest.Suggest(work.Text, words));
            return null;
        }

        var steps = DocumentNode.List(work!.Mark);
        var one = DocumentNode.Mapping(work.Mark);
        var value = duration is null ? DocumentNode.Scalar(DocumentKind.Null, "", work.Mark) : RecordingShape.Milliseconds(duration);
        one.Entries.Add(new(step, duration?.Mark ?? work.Mark, value, "durationMs"));
        steps.Items.Add(one);
        return steps;
    }

    private DocumentNode Calls(DocumentNode node) => RecordingShape.Each(node, (item, _) =>
        item.Kind == DocumentKind.Mapping
            ? shape.Operation(item, shape.Rename(item, "a call", [new("op", "op"), new("target", "target")]).Find("op")?.Value, item.Find("target")?.Value)
            : item);

    private DocumentNode Result(DocumentNode node)
    {
        if (node.Kind != DocumentKind.Mapping)
        {
            return node;
        }

        var kind = node.Find("kind")?.Value;
        switch (kind?.Kind == DocumentKind.Text ? kind.Text : null)
        {
            case "ok":
                _ = shape.Rename(node, "a result", [new("kind", null)]);
                return DocumentNode.Scalar(DocumentKind.Text, "ok", kind!.Mark);
            case "error":
                return shape.Rename(node, "a failing result", [new("kind", null), new("errno", "errno"), new("failFirst", "fail_first")]);
            case "deferUntilBound":
                var atExit = node.Find("checkAt")?.Value is { Kind: DocumentKind.Text, Text: "exit" };
                return shape.Rename(
                    node,
                    "a deferring result",
                    [
                        new("kind", null), new("device", "defer_until_bound", shape.Name), new("checkAt", "check_at"),
                        new("deferMs", atExit ? null : "after", RecordingShape.Milliseconds),
                    ]);
            default:
                problems.Add(
                    kind?.Mark ?? node.Mark,
                    kind is null ? "missing key 'kind'" : $"'kind' is {(kind.Kind == DocumentKind.Text ? Quoted.Text(kind.Text) : kind.KindName)}",
                    "it must be one of " + string.Join(", ", Kinds),
                    kind is null ? null : problems.Nearest.Suggest(kind.Text, Kinds));
                return DocumentNode.Broken(node.Mark);
        }
    }
}
