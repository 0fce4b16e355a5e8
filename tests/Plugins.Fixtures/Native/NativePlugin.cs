using System.Runtime.InteropServices;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.Native;

public sealed partial class NativePlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSchedule(new NativeSchedule());

    // The test puts a copy of the runtime's own library under this name.
    [LibraryImport("fixture_native", EntryPoint = "SystemNative_GetPid")]
    private static partial int GetPid();

    private sealed class NativeSchedule : ISigmaSchedule
    {
        private readonly int _first = GetPid();

        public string Name => "native";

        public double[] Sigmas(SigmaRequest request) => GetPid() == _first ? [_first, 0] : [];
    }
}
