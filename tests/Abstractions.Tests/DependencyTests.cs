using Atelier.Plugins;

namespace Atelier.Abstractions.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void The_contracts_reference_nothing_but_the_runtime_and_tensor_primitives()
    {
        var references = typeof(IPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references, name => Assert.StartsWith("System.", name));
    }

    [Fact]
    public void The_assembly_version_stays_at_its_major_so_that_older_hosts_bind()
    {
        Assert.Equal(new Version(PluginApi.Version.Major, 0, 0, 0), typeof(IPlugin).Assembly.GetName().Version);
    }
}
