using Atelier.Dependency;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.ConflictingSecond;

public sealed class ConflictingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSchedule(new VersionedSchedule());

    private sealed class VersionedSchedule : ISigmaSchedule
    {
        public string Name => "version_" + Library.Version2;

        public double[] Sigmas(SigmaRequest request) => [request.SigmaMax, 0];
    }
}
