namespace NumaProbe.Architecture.Tests.Rooms;

/// <summary>
/// The rooms of the house: each folder of src/ and the rooms it may use. What a room may use comes with what that room
/// may use in turn. Node and Coordinator meet in Shared/Messages and never reference each other.
/// </summary>
public static class RoomTable
{
    private static readonly Dictionary<string, string[]> Direct = new(StringComparer.Ordinal)
    {
        ["VirtualTime"] = [],
        ["VirtualTime.Akka"] = ["VirtualTime"],
        ["Shared"] = ["VirtualTime"],
        ["Node"] = ["Shared"],
        ["Coordinator"] = ["Shared"],
        ["Engine"] = ["Node", "Coordinator"],
        ["Scenarios"] = ["Shared"],
        ["Runs"] = ["Shared"],
        ["Cluster"] = ["Engine", "Scenarios", "Runs", "VirtualTime.Akka"],
        ["Analysis"] = ["Engine", "Runs"],
        ["Import"] = ["Scenarios"],
        ["Api"] = ["Cluster", "Analysis", "Import"],
        ["Web"] = ["Cluster", "Analysis", "Import"],
        ["Cli"] = ["Api", "Web"],
    };

    /// <summary>Every room, built or not.</summary>
    public static IReadOnlyCollection<string> Rooms => Direct.Keys;

    /// <summary>The rooms a room may use, directly or through another.</summary>
    /// <param name="room">A room.</param>
    public static IReadOnlySet<string> MayUse(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Direct[room]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in Direct[next])
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }

    /// <summary>What is wrong with the rooms a room uses; empty when nothing is.</summary>
    /// <param name="room">The room.</param>
    /// <param name="uses">The rooms it references.</param>
    public static IEnumerable<string> Violations(string room, IEnumerable<string> uses)
    {
        if (!Direct.ContainsKey(room))
        {
            return [$"src/{room} is no room of the table"];
        }

        var allowed = MayUse(room);
        return uses.Where(used => !allowed.Contains(used)).Select(used => $"{room} may not use {used}");
    }
}
