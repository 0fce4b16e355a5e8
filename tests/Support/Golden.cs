namespace Atelier.Support;

/// <summary>The folder of reference tensors: <c>ATELIER_GOLDEN</c>, or <c>shared/golden</c> beside the repository.</summary>
public static class Golden
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The root of the repository: the folder with the solution.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A path inside the folder.</summary>
    public static string PathOf(params string[] parts) =>
        System.IO.Path.Combine([Folder ?? throw new InvalidOperationException("There is no golden folder."), .. parts]);

    /// <summary>Opens a safetensors file of the folder.</summary>
    public static GoldenTensors Open(params string[] parts) => GoldenTensors.Read(PathOf(parts));

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("ATELIER_GOLDEN");
        folder = string.IsNullOrEmpty(folder)
            ? System.IO.Path.Combine(FindRoot(), "..", "shared", "golden")
            : System.IO.Path.Combine(FindRoot(), folder);
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Automation.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Automation.sln was not found above the tests.");
    }
}
