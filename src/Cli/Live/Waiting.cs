using System.Globalization;
using System.Text.Json;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Live;

/// <summary>Waits until a condition holds in a cluster, by asking again and again for a while.</summary>
/// <param name="client">The cluster.</param>
/// <param name="console">Knows the time.</param>
internal sealed class Waiting(ClusterClient client, CliConsole console)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    /// <summary>Waits.</summary>
    /// <param name="condition">As the API has it.</param>
    /// <param name="time">How long at most; null for as long as it takes.</param>
    /// <param name="step">How long one request waits at most.</param>
    /// <param name="between">Told the answer of each request that came too early.</param>
    /// <param name="evenUnreachable">Waits also while nobody answers, up to the same time.</param>
    /// <returns>The last answer.</returns>
    internal JsonElement Wait(string condition, TimeSpan? time, TimeSpan? step = null, Action? between = null, bool evenUnreachable = false)
    {
        var start = console.Clock.GetTimestamp();
        while (evenUnreachable && !client.Answers() && (time is null || console.Clock.GetElapsedTime(start) < time))
        {
            client.Pause(0);
        }

        while (true)
        {
            var left = (time ?? TimeSpan.MaxValue) - console.Clock.GetElapsedTime(start);
            var once = Min(Min(left, step ?? LongestRequest), LongestRequest);
            var milliseconds = Math.Max(0, (long)once.TotalMilliseconds);
            var answer = client.Get(
                string.Create(CultureInfo.InvariantCulture, $"api/v1/wait?for={Uri.EscapeDataString(condition)}&timeout={milliseconds}ms"), TimeSpan.FromMilliseconds(milliseconds));
            if (IsTrue(answer, "isMet") || IsTrue(answer, "isFinal") || (time is { } limit && console.Clock.GetElapsedTime(start) >= limit))
            {
                return answer;
            }

            between?.Invoke();
        }
    }

    /// <summary>A field that says yes.</summary>
    internal static bool IsTrue(JsonElement answer, string name) => answer.GetProperty(name).GetBoolean();

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
