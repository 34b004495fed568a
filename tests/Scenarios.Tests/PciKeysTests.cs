using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Devices;

namespace NumaProbe.Scenarios.Tests;

/// <summary>The keys of PCI buses: their type, virtual functions, and the operations that change a node.</summary>
public sealed class PciKeysTests
{
    private const string Pci = "buses: [{name: pci, type: pci}, {name: other, type: pci}, {name: plain, type: plain}]\n";

    [Fact]
    public void A_bus_is_plain_unless_it_says_pci_and_virtual_functions_name_their_physical_one()
    {
        var scenario = SomeYaml.Valid(Pci + "devices: [{name: pf, bus: pci}, {name: 'vf{0..7}', bus: pci, physfn: pf}]\n");

        scenario.Buses.Select(b => (b.Name, b.Kind)).ShouldBe(
            [("platform", BusKind.Plain), ("pci", BusKind.Pci), ("other", BusKind.Pci), ("plain", BusKind.Plain)]);
        scenario.Devices.Skip(1).ShouldAllBe(d => d.PhysicalFunction == "pf");
        var text = ScenarioWriter.Write(scenario);
        text.ShouldContain("{name: \"vf{0..7}\", bus: pci, physfn: pf}");
        text.ShouldContain("{name: pci, type: pci}");
        ScenarioDifference.Find(scenario, TestScenario.Load(text, "s.yaml").Scenario!).ShouldBeNull();
    }

    [Theory]
    [InlineData("devices: [{name: pf, bus: plain}, {name: vf, bus: plain, physfn: pf}]", "device 'vf' has a physical function: its bus 'plain' is not PCI; remove physfn, or put it on a bus of type pci")]
    [InlineData("devices: [{name: pf, bus: other}, {name: vf, bus: pci, physfn: pf}]", "'pf' is on another bus: a virtual function is on the bus of its physical function; put both on one bus")]
    [InlineData("devices: [{name: pf, bus: pci}, {name: vf, bus: pci, physfn: pf}, {name: w, bus: pci, physfn: vf}]", "'vf' is no physical function: it is a virtual function itself, or not on a PCI bus; name the device whose driver makes the virtual functions")]
    [InlineData("devices: [{name: vf, bus: pci, physfn: vf}]", "'vf' is no physical function: it is a virtual function itself, or not on a PCI bus; name the device whose driver makes the virtual functions")]
    [InlineData("devices: [{name: pf0, bus: pci}, {name: vf, bus: pci, physfn: pf1}]", "unknown device 'pf1': no device has this name; did you mean 'pf0'?")]
    public void A_wrong_physical_function_is_refused(string text, string problem) =>
        TestScenario.Load(SomeYaml.Head + Pci + text + "\n", "s.yaml").Describe().ShouldContain(problem);

    [Theory]
    [InlineData("device_move: a:b", true)]
    [InlineData("device_move: 'x:y:z'", true)]
    [InlineData("device_move: 'a:a:a'", false)]
    [InlineData("device_move: a", false)]
    [InlineData("device_move: a:nobody", false)]
    [InlineData("set_numa_node: 'x:y:1'", true)]
    [InlineData("set_numa_node: 'a:-1'", true)]
    [InlineData("set_numa_node: 'a:-2'", false)]
    [InlineData("set_numa_node: a", false)]
    [InlineData("set_numa_node: 'b:many'", false)]
    public void A_target_with_a_device_and_a_node_or_a_parent_is_divided_at_the_right_colon(string operation, bool valid)
    {
        var loaded = TestScenario.Load(SomeYaml.Head + "devices: [{name: a}, {name: b}, {name: 'x:y'}, {name: z}, {name: 'a:a'}]\nevents: [{" + operation + "}]\n", "s.yaml");

        (loaded.Scenario is not null).ShouldBe(valid, loaded.Describe());
    }

    [Fact]
    public void A_fragment_may_add_virtual_functions_of_a_device_that_is_there_and_of_no_other()
    {
        var scenario = SomeYaml.Valid(Pci + "devices: [{name: pf, bus: pci}, {name: vf, bus: pci, physfn: pf}, {name: p}]\n");

        Read("devices: [{name: new, bus: pci, physfn: pf}]\n").Fragment.ShouldNotBeNull();
        Read("devices: [{name: new, bus: pci, physfn: vf}]\n").Fragment.ShouldBeNull();
        Read("devices: [{name: new, bus: pci, physfn: p}]\n").Fragment.ShouldBeNull();
        Read("devices: [{name: new, bus: other, physfn: pf}]\n").Fragment.ShouldBeNull();

        FragmentReading Read(string text) => ScenarioFragment.Read(System.Text.Encoding.UTF8.GetBytes(text), "fragment", scenario);
    }
}
