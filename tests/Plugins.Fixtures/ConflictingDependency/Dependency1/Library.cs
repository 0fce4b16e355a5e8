namespace Atelier.Dependency;

public static class Library
{
    public static string Version1 => "1";
}
