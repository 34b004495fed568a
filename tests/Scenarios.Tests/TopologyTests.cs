using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests;

public sealed class TopologyTests
{
    [Fact]
    public void One_line_describes_a_machine_of_equal_nodes()
    {
        var topology = Load("\"4 nodes x 2 cpus, 96GiB, distance 21, caches 2\"");

        topology.Nodes.Select(n => (n.Id, n.Cpus.ToArray(), n.MemoryBytes)).Last().ShouldSatisfyAllConditions(
            n => n.Id.ShouldBe(3), n => n.Item2.ShouldBe([6, 7]), n => n.MemoryBytes.ShouldBe(96L << 30));
        topology.Nodes[1].Caches.Select(c => c.ToArray()).ShouldBe([[2], [3]]);
        (topology.Distances[0, 0], topology.Distances[0, 3], topology.Distances[3, 0]).ShouldBe((10, 21, 21));
    }

    [Theory]
    [InlineData("1 node x 1 cpu", 1, 1, 1L << 30, 20)]
    [InlineData("2 nodes x 3 cpus, distance 40", 2, 6, 1L << 30, 40)]
    [InlineData("\"1024 nodes x 8 cpus, 0B\"", 1024, 8192, 0, 20)]
    public void Parts_of_the_line_may_be_left_out(string text, int nodes, int cpus, long memory, int distance)
    {
        var topology = Load(text);

        (topology.Nodes.Length, topology.CpuCount, topology.Nodes[0].MemoryBytes, topology.Nodes.Length > 1 ? topology.Distances[0, 1] : distance).ShouldBe((nodes, cpus, memory, distance));
    }

    [Fact]
    public void Nodes_are_listed_with_CPUs_memory_and_caches()
    {
        var topology = Load("{nodes: [{id: 0, cpus: '0-2,8', memory: 384MiB, caches: ['0-1', [2, 8]]}, {cpus: [4, '5-6']}, {memory: 2GiB}, {cpus: 3, memory: 0}], offline_cpus: 5}");

        topology.Nodes.Select(n => n.Cpus.ToArray()).ShouldBe([[0, 1, 2, 8], [4, 5, 6], [], [3]]);
        topology.Nodes.Select(n => n.MemoryBytes).ShouldBe([384L << 20, 1L << 30, 2L << 30, 0]);
        topology.Nodes.Select(n => n.Caches.Length).ShouldBe([2, 1, 0, 1]);
        topology.Nodes[0].Caches[1].ShouldBe([2, 8]);
        topology.OfflineCpus.ShouldBe([5]);
        topology.Distances.Rows.Length.ShouldBe(4);
    }

    [Fact]
    public void Distances_need_not_be_symmetric() =>
        Load("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 254], [10, 10]]}").Distances.Rows.Select(r => r.ToArray()).ShouldBe([[10, 254], [10, 10]]);

    [Theory]
    [InlineData("2 nodes of 2 cpus", "'topology' is '2 nodes of 2 cpus': the first part says how many nodes of how many CPUs; write for example \"4 nodes x 2 cpus, 96GiB, distance 21, caches 1\"")]
    [InlineData("0 nodes x 2 cpus", "'nodes' is '0': it must be between 1 and 1024")]
    [InlineData("2 nodes x many cpus", "'cpus' is 'many': a whole number in plain decimal digits is expected")]
    [InlineData("1000 nodes x 1000 cpus", "1000000 CPUs: a machine may have 8192")]
    [InlineData("2 nodes x 2 cpus, 96", "'memory' is '96': it has no unit; write 96MiB, or another of B, KiB, MiB, GiB, TiB")]
    [InlineData("2 nodes x 2 cpus, distance 9", "'distance' is '9': it must be between 10 and 254")]
    [InlineData("2 nodes x 3 cpus, caches 2", "2 caches for 3 CPUs: every cache of a node has the same number of CPUs here; list the nodes with their caches instead")]
    [InlineData("2 nodes x 3 cpus, 1GiB, 2GiB", "'topology' gives memory twice: only one could count; write for example \"4 nodes x 2 cpus, 96GiB, distance 21, caches 1\"")]
    [InlineData("2 nodes x 3 cpus, sockets 2", "'topology' has a part 'sockets': parts after the first are a size, 'distance N' and 'caches N'; write for example \"4 nodes x 2 cpus, 96GiB, distance 21, caches 1\"")]
    [InlineData("{nodes: []}", "no nodes: a machine has at least one")]
    [InlineData("{distances: [[10]]}", "missing key 'nodes': a topology needs it")]
    [InlineData("{nodes: [{cpus: 0, id: 1}]}", "node 1 at place 0: nodes are listed in order, from 0; write id: 0, or leave it out")]
    [InlineData("{nodes: [{cpus: 0-1}, {cpus: 1-2}]}", "CPU 1 on two nodes: nodes 0 and 1 both have it; a CPU belongs to one node")]
    [InlineData("{nodes: [{cpus: '0,0'}]}", "CPU 0 twice: 'cpus' names each CPU once")]
    [InlineData("{nodes: [{cpus: '3-1'}]}", "'cpus' has '3-1': CPUs are numbers and ascending ranges; write for example \"0-3,8\"")]
    [InlineData("{nodes: [{cpus: 8192}]}", "'cpus' has '8192': the highest CPU number is 8191")]
    [InlineData("{nodes: [{cpus: 0-1, caches: ['0']}]}", "caches do not fit the node: together they must have each CPU of the node once: CPUs 0-1, caches 0")]
    [InlineData("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 20]]}", "1 rows of distances for 2 nodes: the matrix is square: one row for each node")]
    [InlineData("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 20], [20]]}", "row 1 has 1 distances for 2 nodes: the matrix is square: one entry for each node")]
    [InlineData("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 20], [20, 12]]}", "node 1 is 12 away from itself: the diagonal of a SLIT is 10; write 10")]
    [InlineData("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 9], [20, 10]]}", "'distance from node 0 to 1' is '9': it must be between 10 and 254")]
    [InlineData("{nodes: [{cpus: 0}, {cpus: 1}], distances: [[10, 255], [20, 10]]}", "'distance from node 0 to 1' is '255': it must be between 10 and 254")]
    [InlineData("{nodes: [{cpus: 0-1}], offline_cpus: 0-1}", "no online CPU: something must run the kernel; give a node a CPU that is not in offline_cpus")]
    [InlineData("{nodes: [{memory: 1GiB}]}", "no online CPU: something must run the kernel; give a node a CPU that is not in offline_cpus")]
    [InlineData("{nodes: [{cpus: 0}], offline_cpus: 7}", "unknown CPU 7: no node of the topology has it")]
    [InlineData("{nodes: [{cpus: 0, cpu: 1}]}", "unknown key 'cpu': a node has no such key; did you mean 'cpus'?")]
    public void A_machine_that_cannot_be_is_refused(string topology, string problem) =>
        Problems(topology).ShouldHaveSingleItem().ShouldEndWith(": " + problem);

    [Fact]
    public void All_mistakes_of_a_machine_are_told_at_once() =>
        Problems("{nodes: [{cpus: 0-1}, {cpus: '1-3', memory: 3GB}, {cpus: 3}], distances: [[10, 20, 20], [20, 11, 20], 3]}").Count.ShouldBe(4);

    private static MachineTopology Load(string text)
    {
        var result = TestScenario.Load(File(text), "s.yaml");
        result.Describe().ShouldBeEmpty();
        return result.Scenario!.Topology;
    }

    private static IReadOnlyList<string> Problems(string text) => SomeYaml.ProblemsOf(File(text));

    private static string File(string topology) => $"apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {topology}\n";
}
