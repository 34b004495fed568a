using System.CommandLine;
using System.Text.Json.Nodes;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary>Makes verbs that send one event about one thing and define nothing.</summary>
internal static class SimpleEvent
{
    /// <summary>A verb below a verb: <c>remove device NAME</c>.</summary>
    /// <param name="context">What verbs may use.</param>
    /// <param name="noun">What it is about.</param>
    /// <param name="description">For the help.</param>
    /// <param name="example">An example.</param>
    /// <param name="argument">The argument that names the thing.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="done">What has become of it, for people.</param>
    internal static Verb Create<T>(CliContext context, string noun, string description, string example, Argument<T> argument, string operation, string done)
    {
        var cluster = new ClusterOptions();
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(noun, description, example) { argument, output };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(argument);
            using var client = cluster.Connect(parsed, context.Console);
            var body = new JsonObject { ["op"] = operation, ["target"] = JsonValue.Create(target) };
            return EventSender.Send(client, context.Console, parsed.GetValue(output)!, body, $"{noun} {target}: {done}");
        });
        return verb;
    }
}
