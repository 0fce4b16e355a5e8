using Atelier.Dependency;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.ConflictingFirst;

public sealed class ConflictingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSchedule(new VersionedSchedule());

    private sealed class VersionedSchedule : ISigmaSchedule
    {
        public string Name => "version_" + Library.Version1;

        public double[] Sigmas(SigmaRequest request) => [request.SigmaMax, 0];
    }
}
