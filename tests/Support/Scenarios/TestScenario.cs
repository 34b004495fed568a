using System.Text;
using NumaProbe.Scenarios;

namespace NumaProbe.Tests.Support.Scenarios;

/// <summary>Scenario files that are written in tests.</summary>
internal static class TestScenario
{
    /// <summary>Loads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">What problems call the file.</param>
    internal static ScenarioLoadResult Load(string text, string fileName) => ScenarioLoader.LoadBytes(Encoding.UTF8.GetBytes(text), fileName);
}
