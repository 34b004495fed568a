namespace NumaProbe.Architecture.Tests.Rooms;

/// <summary>The table of rooms holds for project files and for compiled assemblies.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> BuiltRooms => [.. BuiltRoom.All.Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(BuiltRooms))]
    public void A_project_file_references_only_rooms_it_may_use(string room) =>
        RoomTable.Violations(room, Built(room).ProjectReferences).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(BuiltRooms))]
    public void A_compiled_room_references_only_rooms_it_may_use(string room) =>
        RoomTable.Violations(room, Built(room).AssemblyReferences).ShouldBeEmpty();

    [Fact]
    public void The_rooms_of_the_emulated_world_are_built() =>
        new[] { "VirtualTime", "Shared", "Node", "Coordinator", "Engine", "Scenarios", "Runs", "Cluster", "Analysis", "Cli" }
            .ShouldBeSubsetOf(BuiltRoom.All.Select(room => room.Name));

    [Fact]
    public void Node_and_Coordinator_never_reference_each_other()
    {
        RoomTable.MayUse("Node").ShouldBe(["Shared", "VirtualTime"], ignoreOrder: true);
        RoomTable.Violations("Node", ["Coordinator"]).ShouldNotBeEmpty();
        RoomTable.Violations("Coordinator", ["Node"]).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_table_rejects_a_reference_upwards()
    {
        RoomTable.Violations("VirtualTime", ["Shared"]).ShouldNotBeEmpty();
        RoomTable.Violations("Shared", ["Node"]).ShouldNotBeEmpty();
        RoomTable.Violations("Engine", ["Scenarios"]).ShouldNotBeEmpty();
        RoomTable.Violations("Scenarios", ["Runs"]).ShouldNotBeEmpty();
        RoomTable.Violations("Analysis", ["Cluster"]).ShouldNotBeEmpty();
        RoomTable.Violations("Analysis", ["Scenarios"]).ShouldNotBeEmpty();
        RoomTable.Violations("Cluster", ["Cli"]).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_table_rejects_a_room_it_does_not_know() => RoomTable.Violations("Attic", []).ShouldNotBeEmpty();

    [Fact]
    public void No_room_of_the_table_reaches_itself() => RoomTable.Rooms.ShouldAllBe(room => !RoomTable.MayUse(room).Contains(room));

    [Fact]
    public void References_are_read_from_a_project_file_with_either_slash() =>
        BuiltRoom.ReferencesOf(
                """<Project><ItemGroup><ProjectReference Include="..\Node\NumaProbe.Node.csproj" /><ProjectReference Include="../Cli/NumaProbe.Cli.csproj" /></ItemGroup></Project>""")
            .ShouldBe(["Node", "Cli"]);

    private static BuiltRoom Built(string room) => BuiltRoom.All.Single(built => built.Name == room);
}
