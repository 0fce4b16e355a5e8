using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Page;

/// <summary>The page's files, which lie inside the program: it serves them from whatever folder it was started in.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";
    private const string Index = "index.html";
    private const string FirstScript = "scripts/theme-first.js";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, PageFile> _files;

    public PageFiles()
    {
        var contents = Read();
        Version = VersionOf(contents);
        contents[Index] = WithAddresses(contents[Index], contents.Keys);
        _files = contents.ToFrozenDictionary(each => each.Key, each => new PageFile(each.Value, Types[Path.GetExtension(each.Key)]));
    }

    /// <summary>Changes with any of the files, and is part of their addresses: a browser may keep what it has for good.</summary>
    public string Version { get; }

    public PageFile Start => _files[Index];

    /// <summary>Paths of the files, with slashes: <c>scripts/main.js</c>.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    public PageFile? Find(string path) => path == Index ? null : _files.GetValueOrDefault(path);

    private static SortedDictionary<string, byte[]> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var contents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            contents[name[Prefix.Length..].Replace('\\', '/')] = content;
        }

        return contents;
    }

    private static string VersionOf(SortedDictionary<string, byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    // Modules are found one import after another; named in the page, they all come at once.
    private byte[] WithAddresses(byte[] index, IEnumerable<string> paths)
    {
        var modules = paths.Where(path => path.EndsWith(".js", StringComparison.Ordinal) && path != FirstScript)
            .Select(path => $"  <link rel=\"modulepreload\" href=\"/page/{Version}/{path}\">\n");
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(index)
            .Replace("{version}", Version, StringComparison.Ordinal)
            .Replace("</head>", string.Concat(modules) + "</head>", StringComparison.Ordinal));
    }
}

/// <param name="Type">Its media type.</param>
internal sealed record PageFile(byte[] Content, string Type);
