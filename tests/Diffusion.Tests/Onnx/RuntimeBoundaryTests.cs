using Atelier.Support;

namespace Atelier.Diffusion.Tests.Onnx;

public sealed class RuntimeBoundaryTests
{
    [Fact]
    public void Only_the_folder_Onnx_names_the_runtime()
    {
        var source = Path.Combine(Golden.RepositoryRoot, "src");
        var inside = Path.Combine(source, "Diffusion", "Onnx") + Path.DirectorySeparatorChar;
        var offenders = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(inside, StringComparison.Ordinal)
                && File.ReadAllText(file).Contains("Microsoft.ML", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(source, file));
        Assert.Empty(offenders);
    }
}
